package fr.recap.kernel;

import fr.recap.notebook.CampaignCell;
import fr.recap.notebook.Cell;
import fr.recap.notebook.RowsCell;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/**
 * Lets the kernel show the value of a cell as HTML: results of the facade, and Datasets of rows.
 */
public final class RecapDisplay implements DisplayProvider {
  private static final String HTML = "text/html";
  private static final String TEXT = "text/plain";

  @Override
  public List<DisplayRenderer> getDisplayRenderers() {
    return List.of(
        new Renderer<>(Cell.class, cell -> cell),
        new Renderer<>(CampaignCell.class, CampaignCell::summary),
        new Renderer<>(Dataset.class, rows -> RowsCell.of(rows(rows))));
  }

  @Override
  public List<DisplayTransformer> getDisplayTransformers() {
    return List.of();
  }

  private static Dataset<Row> rows(Dataset<?> any) {
    return any.toDF();
  }

  private record Renderer<T>(Class<T> type, Function<T, Cell> cell) implements DisplayRenderer {
    @Override
    public Class<?> rendererClass() {
      return type;
    }

    @Override
    public boolean canRender(String mime) {
      // The kernel names none for the value of a cell.
      return mime == null || mime.equals(HTML) || mime.equals(TEXT);
    }

    @Override
    public DisplayData render(String mime, Object value) {
      Cell shown = cell.apply(type.cast(value));
      DisplayData data = DisplayData.withType(HTML, shown.html());
      data.putData(TEXT, shown.text());
      return data;
    }
  }
}
