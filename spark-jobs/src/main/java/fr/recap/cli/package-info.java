/**
 * The command line: {@link fr.recap.cli.Main} picks a job by its name; one class a job declares its
 * options, makes an action's configuration of them, executes it and prints its result.
 *
 * <p>The jobs {@code demo} and {@code bench} are in jars of their own; Main finds them as services.
 *
 * <p>Exit codes: 0 done, 1 failure, 2 wrong usage or configuration, 3 refused input.
 */
package fr.recap.cli;
