package fr.recap.indexing;

import fr.recap.elastic.Rejected;
import java.util.List;

/**
 * What became of rows that were sent.
 *
 * @param indexed documents that the server took
 * @param rejects the other rows, in order of their keys
 */
record PartitionOutcome(long indexed, List<Rejected> rejects) {
  PartitionOutcome {
    rejects = List.copyOf(rejects);
  }
}
