/**
 * The sandbox: a real PostgreSQL, a real Elasticsearch and a real S3-compatible store on loopback,
 * each in processes of its own, with their data in one folder.
 *
 * <p>{@link fr.recap.sandbox.Sandbox} starts, watches, stops and kills them; it needs nothing but
 * the JDK, so that tests and jobs can hold it beside Spark. The servers' libraries never share a
 * class path with it: each server is started from its own folder of jars.
 *
 * <p>No state is trusted but what {@code /proc} tells: a process belongs to a sandbox if its
 * command line or its working directory names the sandbox's folder. Process ids are never stored,
 * so a killed launcher, a reused process id or a moved clock can't mislead it.
 */
package fr.recap.sandbox;
