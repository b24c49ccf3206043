package fr.recap.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RequestQueueTest {
  @Test
  void whatIsMoreThanMayWaitIsToldToComeAgain_andTheRestIsWorkedOn() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(3);
    AtomicInteger worked = new AtomicInteger();
    try (RequestQueue queue = new RequestQueue("test", 1, 2)) {
      queue.execute(
          () -> {
            begun.countDown();
            awaitQuietly(go);
            worked.incrementAndGet();
            done.countDown();
          });
      begun.await();
      for (int i = 0; i < 2; i++) {
        queue.execute(
            () -> {
              worked.incrementAndGet();
              done.countDown();
            });
      }
      HttpErrorException refused =
          catchThrowableOfType(HttpErrorException.class, () -> queue.execute(() -> {}));
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.headers()).containsEntry("Retry-After", "1");
      assertThat(queue.waiting()).isEqualTo(2);
      go.countDown();
      done.await();
      assertThat(worked).hasValue(3);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
