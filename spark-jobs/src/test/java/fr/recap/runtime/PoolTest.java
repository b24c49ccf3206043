package fr.recap.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PoolTest {
  private final AtomicInteger made = new AtomicInteger();
  private final Pool<Integer> pool = new Pool<>(made::incrementAndGet);

  @Test
  void whatIsGivenBackIsUsedAgain() {
    assertThat(pool.<Integer>get(first -> first)).isEqualTo(1);
    assertThat(pool.<Integer>get(again -> again)).isEqualTo(1);
  }

  @Test
  void whoComesMeanwhileGetsAnother() {
    int both = pool.get(first -> pool.get(second -> 10 * first + second));

    assertThat(both).isEqualTo(12);
  }

  @Test
  void whatFailedIsNotUsedAgain() {
    assertThatThrownBy(
            () ->
                pool.run(
                    used -> {
                      throw new IllegalStateException("half done");
                    }))
        .hasMessage("half done");

    pool.run(next -> assertThat(next).isEqualTo(2));
  }
}
