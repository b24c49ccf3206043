package fr.recap.elastic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Inputs answered in order, with several requests under way ahead of the reader. */
final class AnswerStream<T> implements Iterator<Answered<T>> {
  /** Inputs that share requests; an input's results are {@code sizes} many, in order. */
  private record Pending<T>(
      List<T> inputs, List<Integer> sizes, Future<List<SearchResult>> results) {}

  private final Iterator<T> inputs;
  private final Function<? super T, List<Search>> searches;
  private final Function<List<Search>, Future<List<SearchResult>>> submit;
  private final int batch;
  private final int ahead;
  private final Deque<Pending<T>> pending = new ArrayDeque<>();
  private final Deque<Answered<T>> ready = new ArrayDeque<>();

  AnswerStream(
      Iterator<T> inputs,
      Function<? super T, List<Search>> searches,
      Function<List<Search>, Future<List<SearchResult>>> submit,
      int batch,
      int ahead) {
    this.inputs = inputs;
    this.searches = searches;
    this.submit = submit;
    this.batch = batch;
    this.ahead = ahead;
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || !pending.isEmpty() || inputs.hasNext();
  }

  @Override
  public Answered<T> next() {
    if (ready.isEmpty()) {
      sendAhead();
      Pending<T> first = pending.poll();
      if (first == null) {
        throw new NoSuchElementException();
      }
      List<SearchResult> results = MultiSearch.await(first.results());
      sendAhead();
      int from = 0;
      for (int i = 0; i < first.inputs().size(); i++) {
        int to = from + first.sizes().get(i);
        ready.add(new Answered<>(first.inputs().get(i), results.subList(from, to)));
        from = to;
      }
    }
    return ready.remove();
  }

  private void sendAhead() {
    while (pending.size() < ahead && inputs.hasNext()) {
      List<T> group = new ArrayList<>();
      List<Integer> sizes = new ArrayList<>();
      List<Search> all = new ArrayList<>();
      while (all.size() < batch && group.size() < batch && inputs.hasNext()) {
        T input = inputs.next();
        List<Search> own = searches.apply(input);
        group.add(input);
        sizes.add(own.size());
        all.addAll(own);
      }
      pending.add(new Pending<>(group, sizes, submit.apply(all)));
    }
  }
}
