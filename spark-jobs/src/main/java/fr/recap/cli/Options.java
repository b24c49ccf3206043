package fr.recap.cli;

import fr.recap.config.Nearest;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;
import scala.util.Either;
import scala.util.Left;
import scala.util.Right;
import scopt.OptionDef;
import scopt.OptionParser;
import scopt.Read;

/**
 * The options of one job, as scopt reads them; hides Scala's functions behind Java's.
 *
 * <p>Values go to the consumers that were declared; nothing is returned. What an option means is
 * the text {@code help.<job>.<option>} of the bundles in {@code fr.recap.texts}.
 */
public final class Options {
  private static final BoxedUnit NOTHING = BoxedUnit.UNIT;

  private final Parser parser;
  private final List<String> known = new ArrayList<>();
  private final Map<String, Object[]> values = new HashMap<>();
  private final String job;
  private final HelpTexts texts;
  private final PrintStream out;
  private final PrintStream err;
  private OptionalInt exit = OptionalInt.empty();

  Options(String job, HelpTexts texts, PrintStream out, PrintStream err) {
    this.job = job;
    this.texts = texts;
    this.out = out;
    this.err = err;
    this.parser = new Parser("recap " + job);
    parser.head(JavaConverters.asScalaBuffer(List.of(texts.summary(job))));
    parser.help("help").text(help("help"));
    known.add("help");
  }

  /**
   * Values that the text of an option has placeholders for; to be given before the option.
   *
   * @param name of the option or argument
   */
  public void values(String name, Object... given) {
    values.put(name, given);
  }

  /** An option with a text value. */
  public void text(String name, String value, Consumer<String> action) {
    option(name, value, action, false, Options::valid);
  }

  /** A text option without which the job can't run. */
  public void requiredText(String name, String value, Consumer<String> action) {
    option(name, value, action, true, Options::valid);
  }

  /** A whole number within bounds. */
  public void number(String name, long min, long max, Consumer<Long> action) {
    option(
        name,
        "N",
        (String text) -> action.accept(Long.parseLong(text)),
        false,
        text -> checkLong(name, text, min, max));
  }

  /** A decimal number within bounds. */
  public void decimal(String name, double min, double max, Consumer<Double> action) {
    option(
        name,
        "X",
        (String text) -> action.accept(Double.parseDouble(text)),
        false,
        text -> checkDouble(name, text, min, max));
  }

  /** A switch that is off unless given. */
  public void flag(String name, Runnable action) {
    known.add(name);
    parser
        .opt(name, Read.unitRead())
        .text(help(name))
        .foreach(
            function(
                (BoxedUnit unit) -> {
                  action.run();
                  return NOTHING;
                }));
  }

  /** An option that may be given several times, with a letter of its own. */
  public void repeated(char letter, String name, String value, Consumer<String> action) {
    known.add(name);
    parser
        .opt(letter, name, Read.stringRead())
        .valueName("<" + value + ">")
        .text(help(name))
        .unbounded()
        .optional()
        .foreach(consumer(action));
  }

  /** Words that stand without an option's name, as many as are given. */
  public void arguments(String name, Consumer<String> action) {
    parser
        .arg("<" + name + ">", Read.stringRead())
        .text(help(name))
        .unbounded()
        .optional()
        .foreach(consumer(action));
  }

  /** Names of what was declared, without the dashes. */
  List<String> names() {
    return List.copyOf(known);
  }

  /**
   * Reads the command line.
   *
   * @return the exit code if the job has ended here (help, a wrong option), else empty
   */
  OptionalInt parse(List<String> arguments) {
    List<String> normalised = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.startsWith("-D") && argument.length() > 2) {
        normalised.add("-D");
        normalised.add(argument.substring(2));
      } else {
        normalised.add(argument);
      }
    }
    boolean parsed = parser.parse(JavaConverters.asScalaBuffer(normalised), NOTHING).isDefined();
    if (exit.isEmpty() && !parsed) {
      exit = OptionalInt.of(ExitCode.USAGE);
    }
    return exit;
  }

  private String help(String name) {
    return texts.option(job, name, values.getOrDefault(name, new Object[0]));
  }

  private void option(
      String name,
      String value,
      Consumer<String> action,
      boolean required,
      Function<String, Either<String, BoxedUnit>> check) {
    known.add(name);
    OptionDef<String, BoxedUnit> option =
        parser
            .opt(name, Read.stringRead())
            .valueName("<" + value + ">")
            .text(help(name))
            .validate(function(check))
            .foreach(consumer(action));
    if (required) {
      option.required();
    }
  }

  private static Either<String, BoxedUnit> valid(String text) {
    return new Right<>(NOTHING);
  }

  private static Either<String, BoxedUnit> checkLong(String name, String text, long min, long max) {
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return new Right<>(NOTHING);
      }
    } catch (NumberFormatException e) {
      return new Left<>("--%s must be a whole number, cannot be: %s".formatted(name, text));
    }
    return new Left<>(
        "--%s must be between %d and %d, cannot be: %s".formatted(name, min, max, text));
  }

  private static Either<String, BoxedUnit> checkDouble(
      String name, String text, double min, double max) {
    try {
      double value = Double.parseDouble(text);
      if (value >= min && value <= max) {
        return new Right<>(NOTHING);
      }
    } catch (NumberFormatException e) {
      return new Left<>("--%s must be a number, cannot be: %s".formatted(name, text));
    }
    return new Left<>(
        "--%s must be between %s and %s, cannot be: %s".formatted(name, min, max, text));
  }

  private static AbstractFunction1<String, BoxedUnit> consumer(Consumer<String> action) {
    return function(
        text -> {
          action.accept(text);
          return NOTHING;
        });
  }

  private static <A, B> AbstractFunction1<A, B> function(Function<A, B> function) {
    return new AbstractFunction1<>() {
      @Override
      public B apply(A value) {
        return function.apply(value);
      }
    };
  }

  private final class Parser extends OptionParser<BoxedUnit> {
    Parser(String program) {
      super(program);
    }

    @Override
    public void reportError(String message) {
      String unknown = "Unknown option --";
      String hint =
          message.startsWith(unknown)
              ? Nearest.to(message.substring(unknown.length()), known)
                  .map(name -> "; did you mean --" + name + "?")
                  .orElse("")
              : "";
      displayToErr("Error: " + message + hint);
    }

    @Override
    public void displayToOut(String message) {
      out.println(texts.ofParser(message));
    }

    @Override
    public void displayToErr(String message) {
      // scopt goes on after --help, and would complain of what is missing.
      if (exit.isEmpty()) {
        err.println(message);
      }
    }

    @Override
    public void terminate(Either<String, BoxedUnit> outcome) {
      exit = OptionalInt.of(outcome.isRight() ? ExitCode.DONE : ExitCode.USAGE);
    }
  }

  /** Splits {@code key=value}. */
  static Tuple2<String, String> keyValue(String text) {
    int equals = text.indexOf('=');
    if (equals <= 0) {
      throw new fr.recap.config.ConfigException(
          "-D needs key=value, cannot be: " + text + " (for example -D year=2027)");
    }
    return new Tuple2<>(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
  }
}
