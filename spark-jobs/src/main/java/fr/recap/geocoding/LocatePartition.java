package fr.recap.geocoding;

import fr.recap.config.GeocodingSettings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Locates the addresses of a partition, some hundred together. */
record LocatePartition(
    GeocodingSettings settings,
    Broadcast<Communes> communes,
    AnswerCache cache,
    CallBudget budget,
    ServiceCounts counts)
    implements MapPartitionsFunction<Row, Row> {
  private static final int TOGETHER = 500;

  @Override
  public Iterator<Row> call(Iterator<Row> addresses) {
    return new Iterator<>() {
      private Iterator<Row> located = List.<Row>of().iterator();

      @Override
      public boolean hasNext() {
        while (!located.hasNext() && addresses.hasNext()) {
          List<Row> some = new ArrayList<>();
          while (addresses.hasNext() && some.size() < TOGETHER) {
            some.add(addresses.next());
          }
          located =
              new AddressLocator(settings, communes.value(), cache, budget, counts)
                  .locate(some.stream().map(AddressRows::address).toList()).stream()
                      .map(LocatePartition::row)
                      .iterator();
        }
        return located.hasNext();
      }

      @Override
      public Row next() {
        return located.next();
      }
    };
  }

  private static Row row(AddressLocator.Located located) {
    List<Object> cells = AddressRows.cells(located.address());
    Optional<Answer> found = located.found();
    cells.add(found.map(Answer::longitude).orElse(null));
    cells.add(found.map(Answer::latitude).orElse(null));
    cells.add(found.map(Answer::score).orElse(null));
    cells.add(found.map(Answer::type).orElse(null));
    cells.add(found.map(Answer::label).orElse(null));
    cells.add(located.note());
    return RowFactory.create(cells.toArray());
  }
}
