/**
 * Whether a campaign is like the forms that a coder was measured on: a profile is counted at
 * training and stored with the model, counted again over the campaign, and the two are compared.
 */
package fr.recap.monitoring;
