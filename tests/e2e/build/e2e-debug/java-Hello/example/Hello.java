package example;
public class Hello {
  public String mainHandler(java.util.Map<String, Object> event) throws Exception {
    for (int i = 0; i < 20; i++) Thread.sleep(100);
    return "slept";
  }
}
