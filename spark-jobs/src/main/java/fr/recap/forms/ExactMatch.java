package fr.recap.forms;

import java.io.Serializable;

/**
 * The only establishment that bears the name of the employer in its commune, or where all earlier
 * forms of its wording led.
 *
 * @param siret 14 digits
 * @param forms earlier forms that led there, not this one
 */
public record ExactMatch(String siret, int forms) implements Serializable {}
