package fr.recap.config;

import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What goes to executors in place of a record with optional components: {@link Optional} itself
 * can't be serialised.
 */
final class SerializedRecord implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Class<? extends Record> type;

  /** In the order of the components; null for an empty optional. */
  private final ArrayList<Object> values = new ArrayList<>();

  /** For a record's {@code writeReplace}. */
  SerializedRecord(Record written) {
    type = written.getClass();
    for (RecordComponent component : type.getRecordComponents()) {
      try {
        Object value = component.getAccessor().invoke(written);
        values.add(value instanceof Optional<?> optional ? optional.orElse(null) : value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Object readResolve() throws ObjectStreamException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    List<Object> arguments = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      Object value = values.get(i);
      arguments.add(types[i] == Optional.class ? Optional.ofNullable(value) : value);
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(arguments.toArray());
    } catch (ReflectiveOperationException e) {
      throw (InvalidObjectException) new InvalidObjectException(type.getName()).initCause(e);
    }
  }
}
