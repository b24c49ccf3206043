#!/bin/sh
# Extracts the bundled nomenclature and commune files of fr.recap.demo and fr.recap.geocoding from named
# package versions.
#
# Needed only to refresh the committed resources: neither the build nor the generator calls it.
# It needs npm and Node.js 18 or later. The packages come from the registry that npm is configured
# for. Usage: spark-jobs/demo/src/extract/extract-resources.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target="$here/../main/resources/fr/recap/demo"
places="$here/../../../src/main/resources/fr/recap/geocoding"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for package in @socialgouv/codes-naf@1.1.1 @etalab/decoupage-administratif@6.0.0; do
  archive=$(npm pack --silent "$package")
  mkdir -p "${package%@*}"
  tar -xzf "$archive" -C "${package%@*}" --strip-components=1
done
node "$here/extract-resources.js" "$work" "$target" "$places"
gzip -9 -n -f "$target/naf.csv" "$target/communes.csv" "$places/gazetteer.csv"
ls -l "$target/naf.csv.gz" "$target/communes.csv.gz" "$places/gazetteer.csv.gz"
