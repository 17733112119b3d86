package example;
public class Early {
  static int start = first();
  static int first() { return 41; }
  public int mainHandler(java.util.Map<String, Object> event) { return start + 1; }
}
