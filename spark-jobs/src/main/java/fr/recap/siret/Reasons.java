package fr.recap.siret;

/** Words of explanations that others tell forms apart by. */
public final class Reasons {
  /** Of an establishment that alone has the employer's name in its commune. */
  public static final String ONLY_OF_ITS_NAME = "the only one of this name in its commune";

  /** Of an establishment that earlier forms with the same employer and commune were coded to. */
  public static final String EARLIER_HERE = " with this employer in this commune";

  private Reasons() {}
}
