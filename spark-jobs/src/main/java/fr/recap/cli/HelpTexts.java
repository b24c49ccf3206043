package fr.recap.cli;

import fr.recap.texts.Language;
import fr.recap.texts.Texts;
import java.util.List;

/**
 * The texts of {@code --help}, by job and option. Their language is that of {@code -D
 * language=...}, else the user's: settings are read later, if at all.
 */
final class HelpTexts {
  private final Texts texts;

  private HelpTexts(Texts texts) {
    this.texts = texts;
  }

  /**
   * The texts for a command line.
   *
   * @param arguments of the job, with its name or without it
   */
  static HelpTexts of(List<String> arguments) {
    Language language = Language.ofUser();
    String given = String.join(" ", arguments);
    for (Language each : Language.values()) {
      if (given.matches("(.* )?(-D|--define[ =]) ?language ?= ?" + each.code() + "( .*)?")) {
        language = each;
      }
    }
    return new HelpTexts(Texts.of(language));
  }

  /** What a job does. */
  String summary(String job) {
    return texts.get("help." + job + ".summary");
  }

  /**
   * What an option or argument means.
   *
   * @param values for the placeholders of the text
   */
  String option(String job, String name, Object... values) {
    String own = "help." + job + "." + name;
    return texts.get(texts.has(own) ? own : "help.option." + name, values);
  }

  /** What stands before and behind the list of jobs. */
  String usage(String jobs) {
    return texts.get("help.usage.before") + "\n\n" + jobs + "\n" + texts.get("help.usage.after");
  }

  /** A text that scopt writes, with its one English word in this language. */
  String ofParser(String text) {
    return text.replaceFirst("(?m)^Usage: ", texts.get("help.usage.word") + " ");
  }
}
