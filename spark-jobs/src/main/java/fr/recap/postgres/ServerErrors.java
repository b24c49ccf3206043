package fr.recap.postgres;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Errors of the server without the values of rows, which must reach neither logs nor messages: a
 * value is what somebody wrote on a form. The driver leaves out details and context ({@code
 * logServerErrorDetail}); what is left here is the value within the sentence itself.
 */
final class ServerErrors {
  /** Somebody else has a lock, or waited for one of ours: worth another try. */
  private static final Set<String> BUSY = Set.of("55P03", "40P01");

  /**
   * Classes of errors whose sentence may quote a value: data exceptions, and those of functions.
   */
  private static final Set<String> QUOTING = Set.of("22", "38", "39", "P0", "XX");

  private static final Pattern PLACE =
      Pattern.compile("^COPY [^,]*, line (\\d+)(?:, column (\\w+))?");

  private ServerErrors() {}

  static boolean busy(SQLException e) {
    return BUSY.contains(String.valueOf(e.getSQLState()));
  }

  /** The same error with a sentence that shows no value; it has no cause that would. */
  static SQLException safe(SQLException e) {
    SQLException safe = new SQLException(message(e), e.getSQLState(), e.getErrorCode());
    safe.setStackTrace(e.getStackTrace());
    return safe;
  }

  /** What happened and where: column, constraint, line of a COPY, never a value. */
  static String message(SQLException e) {
    ServerErrorMessage server =
        e instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
    if (server == null || server.getMessage() == null) {
      return ofTheDriver(e);
    }
    String state = String.valueOf(server.getSQLState());
    StringBuilder text = new StringBuilder();
    if (QUOTING.contains(state.substring(0, Math.min(2, state.length())))) {
      // A value stands behind the first colon or between double quotes.
      String sentence = server.getMessage().replaceAll("(?s)\".*\"", "(a value)");
      int colon = sentence.indexOf(':');
      text.append(colon < 0 ? sentence : sentence.substring(0, colon));
    } else {
      text.append(server.getMessage());
    }
    Matcher place = PLACE.matcher(String.valueOf(server.getWhere()));
    if (place.find()) {
      text.append(", line ").append(place.group(1)).append(" of the task's rows");
      if (place.group(2) != null) {
        text.append(", column ").append(place.group(2));
      }
    }
    append(text, "table", server.getTable());
    append(text, "column", server.getColumn());
    append(text, "constraint", server.getConstraint());
    return text.append(" (SQLSTATE ").append(state.toUpperCase(Locale.ROOT)).append(')').toString();
  }

  /** The driver's own words as a part of a sentence: some of them end with a full stop. */
  static String ofTheDriver(SQLException e) {
    return StringUtils.removeEnd(e.getMessage(), ".");
  }

  private static void append(StringBuilder text, String what, String name) {
    if (name != null && text.indexOf('"' + name + '"') < 0) {
      text.append(", ").append(what).append(' ').append(name);
    }
  }
}
