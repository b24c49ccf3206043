package fr.recap.demo;

import java.io.Serializable;

/** The establishments of a register, each recomputable from its index. */
interface Universe extends Serializable {
  long size();

  /** The establishment of an index between 0 and {@link #size()} - 1. */
  Establishment establishment(long index);

  /** Index of an establishment by its staff: the workplace of one more worker. */
  long workplace(Draw draw);

  /** Index of a small establishment of no named employer: the workplace of one self-employed. */
  long smallWorkplace(Draw draw);

  /** Index of another establishment that a coder may confuse with this one. */
  long confusable(Establishment establishment, Draw draw);
}
