package org.exina.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Writes what may be there or not as a list of none or one, as all files of ours have it; absent is none, too. */
final class NoneOrOne {
    private NoneOrOne() {}

    static SimpleModule module() {
        return new SimpleModule()
                .addSerializer(new Writer<Optional<?>>(
                        Optional.class, value -> value.stream().toList()))
                .addSerializer(new Writer<OptionalDouble>(
                        OptionalDouble.class, value -> value.stream().boxed().toList()))
                .addDeserializer(Optional.class, new Reader(null))
                .addDeserializer(OptionalDouble.class, new NumberReader());
    }

    private static final class Writer<T> extends StdSerializer<T> {
        private final transient Function<T, List<?>> list;

        Writer(Class<?> type, Function<T, List<?>> list) {
            super(type, false);
            this.list = list;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(list.apply(value), out);
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, T value) {
            return list.apply(value).isEmpty();
        }
    }

    private static final class Reader extends JsonDeserializer<Optional<?>> implements ContextualDeserializer {
        private final JavaType list;

        Reader(JavaType list) {
            this.list = list;
        }

        @Override
        public Reader createContextual(DeserializationContext context, BeanProperty property) {
            JavaType type = context.getContextualType().containedType(0);
            return new Reader(context.getTypeFactory().constructCollectionType(List.class, type));
        }

        @Override
        public Optional<?> deserialize(JsonParser in, DeserializationContext context) throws IOException {
            List<?> values = context.readValue(in, list);
            if (values.size() > 1) {
                return context.reportInputMismatch(this, "expected none or one, found %d", values.size());
            }
            return values.stream().findFirst();
        }

        @Override
        public Optional<?> getNullValue(DeserializationContext context) {
            return Optional.empty();
        }
    }

    private static final class NumberReader extends JsonDeserializer<OptionalDouble> {
        @Override
        public OptionalDouble deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return Arrays.stream(context.readValue(in, double[].class)).findFirst();
        }

        @Override
        public OptionalDouble getNullValue(DeserializationContext context) {
            return OptionalDouble.empty();
        }
    }
}
