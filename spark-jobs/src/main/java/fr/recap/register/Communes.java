package fr.recap.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;

/** Where the communes of the register lie, and which are near another. */
final class Communes {
  /** Establishments whose median is the place of their commune. */
  private static final int LOOKED_AT = 64;

  private static final int MOST = 24;
  private static final double FARTHEST = 12;

  /** km of a degree of latitude. */
  private static final double DEGREE = 111.2;

  private final Map<String, Place> places;
  private final Map<String, List<String>> near = new ConcurrentHashMap<>();

  /** Degrees north and east. */
  record Place(double latitude, double longitude) {
    /** km, by a plane that touches the globe here; right to 1 % within some hundred. */
    double distance(Place other) {
      double north = (other.latitude - latitude) * DEGREE;
      double east = (other.longitude - longitude) * DEGREE * Math.cos(Math.toRadians(latitude));
      return Math.hypot(north, east);
    }
  }

  Communes(Map<String, Place> places) {
    this.places = Map.copyOf(places);
  }

  /** Writes those of an index, a line each: code, latitude, longitude. */
  static void write(LeafReader register, Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    if (register != null && register.terms(IndexFields.COMMUNE) != null) {
      TermsEnum terms = register.terms(IndexFields.COMMUNE).iterator();
      for (BytesRef term = terms.next(); term != null; term = terms.next()) {
        Place place = median(register, terms.postings(null, PostingsEnum.NONE));
        if (place != null) {
          lines.add(
              String.format(
                  Locale.ROOT,
                  "%s,%.5f,%.5f",
                  term.utf8ToString(),
                  place.latitude(),
                  place.longitude()));
        }
      }
    }
    Files.write(file, lines, StandardCharsets.UTF_8);
  }

  private static Place median(LeafReader register, PostingsEnum postings) throws IOException {
    BinaryDocValues contents = register.getBinaryDocValues(IndexFields.CONTENT);
    List<Double> latitudes = new ArrayList<>();
    List<Double> longitudes = new ArrayList<>();
    for (int document = postings.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS && latitudes.size() < LOOKED_AT;
        document = postings.nextDoc()) {
      contents.advanceExact(document);
      RegisterEntry.Address address = EntryBytes.read(contents.binaryValue()).address();
      if (!Double.isNaN(address.latitude()) && !Double.isNaN(address.longitude())) {
        latitudes.add(address.latitude());
        longitudes.add(address.longitude());
      }
    }
    if (latitudes.isEmpty()) {
      return null;
    }
    latitudes.sort(Comparator.naturalOrder());
    longitudes.sort(Comparator.naturalOrder());
    return new Place(latitudes.get(latitudes.size() / 2), longitudes.get(longitudes.size() / 2));
  }

  /** Reads what {@link #write} wrote. */
  static Communes read(Path file) throws IOException {
    Map<String, Place> places = new TreeMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      String[] parts = line.split(",", -1);
      if (parts.length != 3) {
        throw new UncheckedIOException(
            new IOException(
                "%s is no line of communes: %s".formatted(file, Arrays.toString(parts))));
      }
      places.put(parts[0], new Place(Double.parseDouble(parts[1]), Double.parseDouble(parts[2])));
    }
    return new Communes(places);
  }

  /** Communes within 12 km of another, the nearest first, without it; none if it is unknown. */
  List<String> near(String commune) {
    Place place = places.get(commune);
    return place == null
        ? List.of()
        : near.computeIfAbsent(
            commune, code -> near(place).stream().filter(other -> !other.equals(code)).toList());
  }

  private List<String> near(Place place) {
    return places.entrySet().stream()
        .filter(other -> place.distance(other.getValue()) <= FARTHEST)
        .sorted(
            Comparator.comparingDouble(
                    (Map.Entry<String, Place> other) -> place.distance(other.getValue()))
                .thenComparing(Map.Entry::getKey))
        .limit(MOST)
        .map(Map.Entry::getKey)
        .toList();
  }
}
