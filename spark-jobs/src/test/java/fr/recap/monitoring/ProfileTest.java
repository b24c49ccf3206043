package fr.recap.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {
  private static final List<String> FIELDS = List.of("rs_x", "clt_x");

  @Test
  void formsAreCountedByFieldTenthAndDepartement() {
    Profile.Counter counter = new Profile.Counter(0.8);
    counter.form(FIELDS, new String[] {"mairie", null});
    counter.form(FIELDS, new String[] {"garage", "nice"});
    counter.form(FIELDS, new String[] {null, null});
    counter.words(3, 1);
    counter.words(2, 0);
    counter.score("06", 0.8);
    counter.score("06", 0.79);
    counter.score(null, 1.0);

    assertThat(counter.profile())
        .isEqualTo(
            new Profile(
                0.8,
                3,
                Map.of("rs_x", 2L, "clt_x", 1L),
                5,
                1,
                List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L, 1L, 1L),
                Map.of("06", new Profile.Automatic(2, 1), "", new Profile.Automatic(1, 1))));
  }

  @Test
  void mergedCountersTellWhatOneWouldTell() {
    Profile.Counter one = new Profile.Counter(0.5);
    Profile.Counter left = new Profile.Counter(0.5);
    Profile.Counter right = new Profile.Counter(0.5);
    for (int form = 0; form < 100; form++) {
      Profile.Counter part = form % 3 == 0 ? left : right;
      for (Profile.Counter counter : List.of(one, part)) {
        counter.form(FIELDS, new String[] {form % 2 == 0 ? "a" : null, "b"});
        counter.words(form, form / 2);
        counter.score(Integer.toString(form % 7), form / 100.0);
      }
    }

    assertThat(left.merge(right).profile()).isEqualTo(one.profile());
  }

  @Test
  void aProfileIsReadAsItWasWritten(@TempDir Path folder) throws IOException {
    Profile.Counter counter = new Profile.Counter(0.25);
    counter.form(FIELDS, new String[] {"mairie", null});
    counter.score("2A", 0.3);

    counter.profile().write(folder);

    assertThat(Profile.read(folder)).contains(counter.profile());
  }

  @Test
  void aModelWithoutProfileHasNone(@TempDir Path folder) throws IOException {
    assertThat(Profile.read(folder)).isEmpty();
  }
}
