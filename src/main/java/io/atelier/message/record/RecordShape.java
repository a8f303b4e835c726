package io.atelier.message.record;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a record class consists of. */
final class RecordShape {
  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  private final Constructor<?> constructor;
  private final List<Component> components = new ArrayList<>();

  /** One component of the record. */
  record Component(Type type, boolean nullable, Method accessor) {}

  static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  private RecordShape(Class<?> type) {
    RecordComponent[] declared = type.getRecordComponents();
    for (RecordComponent component : declared) {
      components.add(
          new Component(
              component.getGenericType(),
              component.getAnnotatedType().isAnnotationPresent(Nullable.class),
              component.getAccessor()));
    }
    try {
      constructor =
          type.getDeclaredConstructor(
              Arrays.stream(declared).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record without its constructor", e);
    }
  }

  List<Component> components() {
    return components;
  }

  @Nullable Object get(Component component, Object instance) {
    try {
      return component.accessor().invoke(instance);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a component cannot be read", e);
    }
  }

  /**
   * A record of these components.
   *
   * @throws IllegalArgumentException when they are of other types, or refused by the record
   */
  Object make(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no " + constructor.getDeclaringClass(), e);
    }
  }
}
