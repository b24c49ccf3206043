/**
 * Parts of French addresses in one spelling: house numbers, street names, names of communes,
 * départements, coordinates.
 */
package fr.recap.udfs.address;
