package fr.recap.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.RefusedInputException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "boulanger\npâtissier\n", "\uFEFFcode,text\n", "\uFFFD", "😀"})
  void utf8IsTaken(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("f"), text);
    assertThatCode(() -> Utf8.check(file)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "windows-1252", "IBM850"})
  void otherEncodingsAreRefusedWithTheirLine(String encoding) throws IOException {
    String text = "code,text\n01A,boulanger\n01A,pâtissier\n";
    Path file = Files.write(folder.resolve("f.csv"), text.getBytes(Charset.forName(encoding)));
    assertThatThrownBy(() -> Utf8.check(file))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining(
            "f.csv, line 3: byte 0x%02X".formatted("â".getBytes(Charset.forName(encoding))[0]))
        .hasMessageContaining("iconv");
  }

  @Test
  void aLetterThatIsCutOffAtTheEnd_orLiesAcrossTwoPieces() throws IOException {
    String long1 = "x".repeat((1 << 16) - 1) + "é\n";
    Path whole = Files.writeString(folder.resolve("whole"), long1.repeat(3));
    assertThatCode(() -> Utf8.check(whole)).doesNotThrowAnyException();

    byte[] bytes = long1.getBytes(StandardCharsets.UTF_8);
    Path cut = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(bytes, 1 << 16));
    assertThatThrownBy(() -> Utf8.check(cut)).hasMessageContaining("line 1: byte 0xC3");
  }
}
