/**
 * Checks and parts of the codes of the register: SIREN, NIC, SIRET and NAF; what a clean key and a
 * clean identifier are.
 */
package fr.recap.udfs.codes;
