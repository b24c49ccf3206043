/** Unpacks the programs of the sandbox's PostgreSQL. */
package fr.recap.sandbox.postgres;
