/** What the project adds to the Java kernel of notebooks. */
package fr.recap.kernel;
