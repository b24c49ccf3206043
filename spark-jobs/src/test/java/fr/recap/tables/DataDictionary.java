package fr.recap.tables;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page {@code docs/data-dictionary.md}, made of the classes of the tables. */
final class DataDictionary {
  static final Path FILE = Path.of("..", "docs", "data-dictionary.md");

  /** Chapters, and in each the kind of a table with the settings that name it; null: see below. */
  private static final Map<String, Map<String, List<String>>> CHAPTERS = new LinkedHashMap<>();

  static {
    Map<String, List<String>> given = new LinkedHashMap<>();
    given.put("rp", List.of("tables.forms", "tables.training-forms"));
    given.put("sirus", List.of("tables.sirus"));
    given.put("nomenclatures", List.of("tables.nomenclatures"));
    given.put("modalites", List.of("tables.modalites"));
    given.put("rp_truth", List.of("tables.truth"));
    CHAPTERS.put("What is given", given);
    Map<String, List<String>> places = new LinkedHashMap<>();
    places.put("rp_geo", List.of("tables.forms-geo", "tables.training-forms-geo"));
    places.put("rp_geocoded", List.of("tables.forms-geo", "tables.training-forms-geo"));
    places.put("sirus_geo", List.of("tables.sirus-geo"));
    places.put("sirus_geocoded", List.of("tables.sirus-geo"));
    CHAPTERS.put("Coordinates", places);
    Map<String, List<String>> results = new LinkedHashMap<>();
    results.put("rp_codageauto_results", List.of("tables.results"));
    results.put("rp_output", List.of("tables.output"));
    results.put("naf_projections", List.of("nomenclatures.naf.projections"));
    results.put("pcs_projections", List.of("nomenclatures.pcs.projections"));
    results.put("bi_topk", List.of("tables.bi-topk"));
    results.put("noncodable", List.of("tables.noncodable"));
    results.put("sirus_projections", List.of("tables.sirus-projections"));
    CHAPTERS.put("Results", results);
    Map<String, List<String>> clerks = new LinkedHashMap<>();
    clerks.put("bi_lot", List.of("tables.lots"));
    clerks.put("individus", List.of("tables.individus"));
    clerks.put("lots_reprise", List.of("tables.lots-reprise"));
    clerks.put("vagues_reprise", List.of("tables.vagues-reprise"));
    CHAPTERS.put("Clerks' work", clerks);
    Map<String, List<String>> runs = new LinkedHashMap<>();
    runs.put("run_manifest", List.of("tables.run-manifest"));
    runs.put("saved_forms", List.of("tables.saved-forms"));
    runs.put("monitoring", List.of("tables.monitoring"));
    runs.put("rejects", List.of());
    CHAPTERS.put("Runs", runs);
  }

  private DataDictionary() {}

  /** Kinds of the tables that have a place in the dictionary. */
  static List<String> kinds() {
    return CHAPTERS.values().stream().flatMap(tables -> tables.keySet().stream()).toList();
  }

  static String text() {
    Config settings = ConfigFactory.parseResources("recap.conf").resolve();
    Map<String, Table> tables = tables();
    StringBuilder text =
        new StringBuilder(
            """
            # Data dictionary

            The tables in PostgreSQL, generated from the classes of `fr.recap.tables`: change those, not this page
            (`DataDictionaryTest` compares, and writes it if asked to). The names are those of the default settings, in
            which `YYYY` stands for the year of the campaign and `YYYY-1` for the training year. Every table has a
            typing file in [`conf/tables`](../conf/tables), but for the projections.

            Suffixes of the forms' columns: `_x` as declared, `_c_c` coded by the previous automatic coder, `_m`
            recoded by a clerk, `_c` finally coded.

            `evaluate` also reads columns that forms may have beside those of `rp` (`previous-code` and `clerk-code` of each
            nomenclature): `profs_c_c`, `profi_c_c`, `profa_c_c` (PCS code by Sicore; one is filled), `actet_c_m`, and
            `profs_c_m`, `profi_c_m`, `profa_c_m` (NAF and PCS code by a clerk). `noncodable.target = no-siret-given` reads
            `siretm` and `siretc`.
            """);
    CHAPTERS.forEach(
        (chapter, kinds) -> {
          text.append("\n## ").append(chapter).append('\n');
          kinds.forEach((kind, keys) -> append(text, tables.get(kind), keys, settings));
        });
    return text.toString();
  }

  private static Map<String, Table> tables() {
    Map<String, Table> tables =
        Stream.concat(
                TableClasses.tables(), Stream.of("naf", "pcs").map(NomenclatureProjections::table))
            .collect(Collectors.toMap(Table::kind, Function.identity()));
    // With the columns that 'code' adds behind the users' own.
    tables.put(CodageAutoResults.TABLE.kind(), CodageAutoResults.table(List.of()));
    return tables;
  }

  private static void append(StringBuilder text, Table table, List<String> keys, Config settings) {
    text.append("\n### ").append(table.kind()).append("\n\n");
    String named =
        keys.isEmpty()
            ? "`<table>_rejects`, beside the table of a job"
            : keys.stream()
                .map(key -> "`%s` (`%s`)".formatted(yearless(settings.getString(key)), key))
                .collect(Collectors.joining(" and "));
    text.append("%s: %s.%n%n".formatted(named, table.description()));
    text.append("| column | type | holds |\n|---|---|---|\n");
    for (List<Column> alike : numbered(table.columns())) {
      Column first = alike.get(0);
      String names =
          "`" + first.name() + "`" + (alike.size() == 1 ? "" : " to `" + last(alike).name() + "`");
      text.append(
          "| %s%s | %s | %s |%n"
              .formatted(names, first.key() ? " (key)" : "", first.type().sql(), described(alike)));
    }
  }

  private static String yearless(String name) {
    return name.replace("2026", "YYYY").replace("2025", "YYYY-1");
  }

  /** Columns that differ in a rank alone go together. */
  private static Iterable<List<Column>> numbered(List<Column> columns) {
    Map<String, List<Column>> groups = new LinkedHashMap<>();
    for (Column column : columns) {
      String shape =
          rankless(column.name()) + "|" + column.type() + "|" + rankless(column.description());
      groups.computeIfAbsent(shape, any -> new ArrayList<>()).add(column);
    }
    return groups.values();
  }

  private static String rankless(String text) {
    return text.replaceAll("(?<=_|rank )(10|[0-9])(?=_|$)", "N");
  }

  private static String described(List<Column> alike) {
    String first = alike.get(0).description();
    return first.equals(last(alike).description())
        ? first
        : first.replaceAll("(?<=rank )[0-9]+$", "0 (the best) to 9");
  }

  private static Column last(List<Column> columns) {
    return columns.get(columns.size() - 1);
  }
}
