/**
 * Images for Kubernetes, made without a container engine: the files of a build, a Java runtime of
 * the JDK that builds, and the few files of the building machine that these need. The same files
 * give the same bytes.
 */
package fr.recap.image;
