/** Checks and parts of the codes of the register: SIREN, SIRET and NAF. */
package fr.recap.udfs.codes;
