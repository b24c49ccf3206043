/**
 * The register and what earlier forms tell, as files that each machine fetches once and each JVM
 * maps: candidates are searched for where the forms are, without any server.
 *
 * <p>{@link fr.recap.register.BuildRegister} makes them of the tables and publishes them as a
 * version of the store; {@link fr.recap.register.PublishedRegister} names a version and opens it;
 * {@link fr.recap.register.RegisterSearch} finds establishments. Documents lie in order of SIRET in
 * one segment, so that rarity of words and answers don't depend on how many tasks made them.
 *
 * <p>On the way there, {@link fr.recap.register.EntryRows} makes of each row of the register the
 * bytes that are stored, {@link fr.recap.register.SiretRanges} says which task gets it, and {@link
 * fr.recap.register.EstablishmentRows} makes documents of what one sort has brought together.
 */
package fr.recap.register;
