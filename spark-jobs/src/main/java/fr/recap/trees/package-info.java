/**
 * Gradient-boosted trees, which the matcher and the non-codable detection share: their training
 * with XGBoost, and their scores in plain Java.
 */
package fr.recap.trees;
