package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.forms.Prediction;
import fr.recap.models.ModelRef;
import fr.recap.nomenclature.NomenclatureCoder;
import fr.recap.nomenclature.StoredForm;
import fr.recap.nomenclature.TrainNomenclature;
import fr.recap.report.ExplanationText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code recap explain}. */
final class ExplainJob extends Job {
  private final List<String> names = new ArrayList<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private Optional<String> main = Optional.empty();
  private Optional<String> form = Optional.empty();
  private Optional<String> code = Optional.empty();

  ExplainJob() {
    super("explain");
  }

  @Override
  protected void declare(Options options) {
    options.arguments("nomenclature", names::add);
    options.text("text", "text", value -> main = Optional.of(value));
    options.repeated(
        'f',
        "field",
        "name=text",
        value -> texts.put(Options.keyValue(value)._1, Options.keyValue(value)._2));
    options.text("form", "cabbi", value -> form = Optional.of(value));
    options.text("code", "code", value -> code = Optional.of(value));
  }

  @Override
  protected List<String> words(RecapConfig config) {
    return List.copyOf(config.nomenclatures().keySet());
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (names.size() != 1 || (form.isEmpty() == (main.isEmpty() && texts.isEmpty()))) {
      throw new ConfigException(
          "Say one nomenclature of %s, and either --form CABBI or --text (and --field): recap explain naf --text boulangerie"
              .formatted(config.nomenclatures().keySet()));
    }
    NomenclatureSettings settings = config.nomenclature(names.get(0));
    try {
      ModelRef model =
          ModelRef.resolve(config, TrainNomenclature.model(settings.name()), settings.model());
      NomenclatureCoder coder = NomenclatureCoder.of(model);
      String[] form = form(config, coder, model);
      out.println("Model " + model.version());
      for (int input = 0; input < form.length; input++) {
        out.printf(
            "  %-12s %s%n", coder.inputs().get(input), form[input] == null ? "-" : form[input]);
      }
      out.println();
      Prediction prediction = coder.predictTexts(form);
      if (prediction.error() == null) {
        out.println(
            ExplanationText.codes(
                prediction,
                coder.threshold(),
                each -> coder.tree().label(coder.tree().find(each).orElseThrow())));
      } else {
        out.println("No code: " + prediction.error() + System.lineSeparator());
      }
      if (code.isPresent() || prediction.error() == null) {
        String explained = code.orElseGet(() -> prediction.codes().get(0));
        out.print(ExplanationText.of(coder.explain(explained, form)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The store %s can't be read: %s".formatted(config.store().root(), e.getMessage()), e);
    }
  }

  /** Texts in order of the inputs. */
  private String[] form(RecapConfig config, NomenclatureCoder coder, ModelRef model) {
    if (form.isPresent()) {
      return coder.texts(
          StoredForm.read(config, NomenclatureCoder.reading("explain", model), form.get()));
    }
    List<String> inputs = coder.inputs();
    String[] given = new String[inputs.size()];
    given[0] = main.orElse(null);
    texts.forEach(
        (name, text) -> {
          int at = inputs.indexOf(name);
          if (at < 0) {
            throw new ConfigException(
                "--field %s: the model reads %s%s"
                    .formatted(name, inputs, Nearest.hint(name, inputs)));
          }
          given[at] = text;
        });
    return given;
  }
}
