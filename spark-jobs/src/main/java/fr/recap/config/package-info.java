/** The typed view of {@code recap.conf}: every setting, checked when it is loaded. */
package fr.recap.config;
