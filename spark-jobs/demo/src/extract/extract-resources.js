// Turns the unpacked packages into the two tables of fr.recap.demo; see extract-resources.sh.
//
// naf.csv: level (1 section .. 5 sub-class), code, parent, label. The package holds levels 2 to 5;
// the 21 sections and the divisions that they cover are written here, as facts of NAF rev.2.
// communes.csv: code, name, departement, postcode (the first), population; communes of today and
// the arrondissements of Paris, Lyon and Marseille instead of these three communes.
//
// And into the three tables of fr.recap.geocoding, comma-separated: gazetteer.csv (communes of today,
// arrondissements, delegated and associated communes with the commune that they belong to, and rows of
// type ancien-code, without a name, for codes that were given up), departements.csv and regions.csv.
const fs = require("fs");
const path = require("path");

const [work, target, places] = process.argv.slice(2);

const SECTIONS = [
  ["A", 1, 3, "Agriculture, sylviculture et pêche"],
  ["B", 5, 9, "Industries extractives"],
  ["C", 10, 33, "Industrie manufacturière"],
  ["D", 35, 35, "Production et distribution d'électricité, de gaz, de vapeur et d'air conditionné"],
  ["E", 36, 39, "Production et distribution d'eau ; assainissement, gestion des déchets et dépollution"],
  ["F", 41, 43, "Construction"],
  ["G", 45, 47, "Commerce ; réparation d'automobiles et de motocycles"],
  ["H", 49, 53, "Transports et entreposage"],
  ["I", 55, 56, "Hébergement et restauration"],
  ["J", 58, 63, "Information et communication"],
  ["K", 64, 66, "Activités financières et d'assurance"],
  ["L", 68, 68, "Activités immobilières"],
  ["M", 69, 75, "Activités spécialisées, scientifiques et techniques"],
  ["N", 77, 82, "Activités de services administratifs et de soutien"],
  ["O", 84, 84, "Administration publique"],
  ["P", 85, 85, "Enseignement"],
  ["Q", 86, 88, "Santé humaine et action sociale"],
  ["R", 90, 93, "Arts, spectacles et activités récréatives"],
  ["S", 94, 96, "Autres activités de services"],
  ["T", 97, 98, "Activités des ménages en tant qu'employeurs ou producteurs pour usage propre"],
  ["U", 99, 99, "Activités extra-territoriales"],
];

const bare = (code) => code.replace(".", "");
const cell = (text) => String(text).replace(/;/g, ",").replace(/\s+/g, " ").trim();

function naf() {
  const nodes = JSON.parse(fs.readFileSync(path.join(work, "@socialgouv/codes-naf/index.json")));
  const rows = SECTIONS.map(([code, , , label]) => [1, code, "", label]);
  for (const { id, label } of nodes) {
    const code = bare(id);
    if (code.length === 2) {
      const division = Number(code);
      const section = SECTIONS.find(([, first, last]) => first <= division && division <= last);
      rows.push([2, code, section[0], label]);
    } else {
      rows.push([code.length, code, code.slice(0, -1), label]);
    }
  }
  rows.sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1));
  return rows;
}

function communes() {
  const folder = path.join(work, "@etalab/decoupage-administratif/data");
  const all = JSON.parse(fs.readFileSync(path.join(folder, "communes.json")));
  const split = new Set(["75056", "69123", "13055"]);
  return all
    .filter((c) => c.type === "commune-actuelle" || c.type === "arrondissement-municipal")
    .filter((c) => !split.has(c.code) && c.codesPostaux && c.codesPostaux.length && c.population > 0)
    .filter((c) => !/^(97[5789]|98)/.test(c.departement)) // overseas collectivities: no census form
    .map((c) => [c.code, c.nom, c.departement, c.codesPostaux[0], c.population])
    .sort((a, b) => (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : a[0] < b[0] ? -1 : 1));
}

function table(name) {
  return JSON.parse(
    fs.readFileSync(path.join(work, "@etalab/decoupage-administratif/data", name)));
}

function gazetteer() {
  const rows = [];
  for (const c of table("communes.json")) {
    const pole = c.chefLieu || c.commune || "";
    const postcodes = (c.codesPostaux || []).join(" ");
    rows.push([c.code, c.nom, c.type, c.departement || c.collectivite, postcodes, c.population || "", pole]);
    for (const old of c.type === "commune-actuelle" ? c.anciensCodes || [] : []) {
      rows.push([old, "", "ancien-code", c.departement || c.collectivite, "", "", c.code]);
    }
  }
  const key = (row) => row[0] + (row[2] === "commune-actuelle" ? "0" : "1") + row[6] + row[1];
  return rows.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function write(folder, name, header, rows, separator = ";") {
  const lines = [header, ...rows.map((row) => row.map(cell).join(separator))];
  if (lines.some((line) => line.split(separator).length !== header.split(separator).length)) {
    throw new Error(`A cell of ${name} holds the separator ${separator}`);
  }
  fs.writeFileSync(path.join(folder, name), lines.join("\n") + "\n");
  console.log(`${name}: ${rows.length} rows`);
}

write(target, "naf.csv", "level;code;parent;label", naf());
write(target, "communes.csv", "code;name;departement;postcode;population", communes());
write(
  places,
  "gazetteer.csv",
  "code,nom,type,departement,codes_postaux,population,commune_pole",
  gazetteer(),
  ",",
);
write(
  places,
  "departements.csv",
  "code,nom,region",
  table("departements.json").map((d) => [d.code, d.nom, d.region]),
  ",",
);
write(places, "regions.csv", "code,nom", table("regions.json").map((r) => [r.code, r.nom]), ",");
