package fr.recap.noncodable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Arrays of numbers in JSON. */
final class Numbers {
  private Numbers() {}

  static void put(ObjectNode into, String name, double[] values) {
    ArrayNode array = into.putArray(name);
    for (double value : values) {
      array.add(value);
    }
  }

  static void put(ObjectNode into, String name, int[] values) {
    ArrayNode array = into.putArray(name);
    for (int value : values) {
      array.add(value);
    }
  }

  static double[] doubles(JsonNode from, String name) {
    JsonNode array = from.path(name);
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.path(i).asDouble();
    }
    return values;
  }

  static int[] ints(JsonNode from, String name) {
    JsonNode array = from.path(name);
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.path(i).asInt();
    }
    return values;
  }
}
