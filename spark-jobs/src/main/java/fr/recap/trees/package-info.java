/** Training of gradient-boosted trees, which the matcher and the non-codable detection share. */
package fr.recap.trees;
