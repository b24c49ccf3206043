package fr.recap.udfs.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replacements of phrases by phrases, read from a resource: lines {@code short, other = long},
 * where {@code a (b c) = d} stands for {@code a b = d b} and {@code a c = d c}; {@code #} begins a
 * comment. The longest phrase that begins at a word wins. Immutable.
 */
public final class PhraseMap {

  /**
   * @param from words to find, at least one
   * @param to words to put in their place, perhaps none
   */
  private record Rule(List<String> from, List<String> to) {}

  /** Rules by their first word, longest first. */
  private final Map<String, List<Rule>> rules;

  private PhraseMap(Map<String, List<Rule>> rules) {
    this.rules = rules;
  }

  /**
   * Reads a resource in UTF-8.
   *
   * @param owner class beside which the resource lies
   * @throws IllegalStateException if the resource is missing or a line is malformed; it says which
   */
  public static PhraseMap read(Class<?> owner, String resource) {
    Map<String, List<Rule>> rules = new HashMap<>();
    int number = 0;
    for (String line : lines(owner, resource)) {
      number++;
      String content = line.strip();
      if (content.isEmpty() || content.charAt(0) == '#') {
        continue;
      }
      int equals = content.indexOf('=');
      if (equals <= 0) {
        throw new IllegalStateException(
            "Line " + number + " of " + resource + " is not 'short = long': " + line);
      }
      List<String> to = Words.of(content.substring(equals + 1));
      for (String left : splitAtCommas(content.substring(0, equals))) {
        add(rules, left, to);
      }
    }
    rules.values().forEach(list -> list.sort(Comparator.comparingInt(r -> -r.from().size())));
    return new PhraseMap(rules);
  }

  /**
   * Replaces every phrase that is found, from left to right; replacements are not looked at again.
   */
  public List<String> expand(List<String> words) {
    List<String> out = new ArrayList<>(words.size() + 4);
    int i = 0;
    while (i < words.size()) {
      i += expandAt(words, i, out);
    }
    return out;
  }

  /**
   * Appends what stands for the words at a position.
   *
   * @return how many words were consumed, at least one
   */
  public int expandAt(List<String> words, int position, List<String> out) {
    Rule rule = ruleAt(words, position);
    if (rule == null) {
      out.add(words.get(position));
      return 1;
    }
    out.addAll(rule.to());
    return rule.from().size();
  }

  /** The length in words of the longest phrase at a position, 0 if none is known. */
  public int matchAt(List<String> words, int position) {
    Rule rule = ruleAt(words, position);
    return rule == null ? 0 : rule.from().size();
  }

  private Rule ruleAt(List<String> words, int position) {
    List<Rule> candidates = rules.get(words.get(position));
    if (candidates == null) {
      return null;
    }
    for (Rule rule : candidates) {
      int end = position + rule.from().size();
      if (end <= words.size() && words.subList(position, end).equals(rule.from())) {
        return rule;
      }
    }
    return null;
  }

  private static void add(Map<String, List<Rule>> rules, String left, List<String> to) {
    int open = left.indexOf('(');
    List<String> from = Words.of(open < 0 ? left : left.substring(0, open));
    if (open < 0) {
      rules.computeIfAbsent(from.get(0), k -> new ArrayList<>()).add(new Rule(from, to));
      return;
    }
    for (String next : Words.of(left.substring(open))) {
      Rule rule = new Rule(append(from, next), append(to, next));
      rules.computeIfAbsent(from.get(0), k -> new ArrayList<>()).add(rule);
    }
  }

  private static List<String> append(List<String> words, String word) {
    List<String> longer = new ArrayList<>(words);
    longer.add(word);
    return List.copyOf(longer);
  }

  private static List<String> splitAtCommas(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf(','); end >= 0; end = text.indexOf(',', start)) {
      parts.add(text.substring(start, end));
      start = end + 1;
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static List<String> lines(Class<?> owner, String resource) {
    try (InputStream in = owner.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("Resource " + resource + " is missing beside " + owner);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read resource " + resource, e);
    }
  }
}
