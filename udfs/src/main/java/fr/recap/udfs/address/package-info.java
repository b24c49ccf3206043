/**
 * Parts of French addresses in one spelling: house numbers, street names, names of communes,
 * départements.
 */
package fr.recap.udfs.address;
