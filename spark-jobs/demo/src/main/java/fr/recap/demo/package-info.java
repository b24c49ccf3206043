/**
 * The synthetic campaign: establishments, last year's coded forms and this year's forms to code,
 * calibrated on published rates of real forms.
 *
 * <p>Every row is a pure function of (seed, row index): {@link fr.recap.demo.SyntheticCampaign}
 * lets Spark compute rows in parallel, without a shuffle and whatever the partitions. A form draws
 * the index of its establishment and recomputes that establishment instead of joining it. The
 * parameters are all in {@link fr.recap.demo.Rates}.
 *
 * <p>DemoCommunes are real; their coordinates are not, since no openly licensed package carries
 * them: they are placed consistently around the centre of their département, communes of one
 * postcode together (see {@code DemoCommunes}). Names of persons, streets and firms are invented
 * from lists.
 */
package fr.recap.demo;
