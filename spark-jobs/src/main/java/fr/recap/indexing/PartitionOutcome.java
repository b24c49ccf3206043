package fr.recap.indexing;

import fr.recap.elastic.Rejected;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of rows that were sent.
 *
 * @param indexed documents that the server took
 * @param rejects the other rows, in order of their keys
 * @param changed how many values were left out or cut, by column and reason
 */
record PartitionOutcome(long indexed, List<Rejected> rejects, SortedMap<String, Long> changed) {
  PartitionOutcome {
    rejects = List.copyOf(rejects);
    changed = Collections.unmodifiableSortedMap(new TreeMap<>(changed));
  }
}
