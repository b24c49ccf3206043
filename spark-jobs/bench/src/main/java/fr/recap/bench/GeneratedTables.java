package fr.recap.bench;

import fr.recap.coders.Coder;
import fr.recap.coders.Coders;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.config.TableSettings;
import fr.recap.demo.DemoConfig;
import fr.recap.demo.SyntheticCampaign;
import fr.recap.geocoding.GeocodeSource;
import fr.recap.geocoding.GeocodeTable;
import fr.recap.models.Publish;
import fr.recap.postgres.TableWriter;
import fr.recap.postgres.TableWriter.Output;
import fr.recap.runtime.Run;
import fr.recap.tables.Modalites;
import fr.recap.tables.Nomenclatures;
import fr.recap.tables.Rp;
import fr.recap.tables.RpGeo;
import fr.recap.tables.Sirus;
import fr.recap.tables.SirusGeo;
import fr.recap.tables.Truth;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The tables of a generated campaign, in the space of a bench. */
final class GeneratedTables {
  private final SparkSession spark;
  private final RecapConfig own;
  private final SyntheticCampaign campaign;

  /**
   * @param own settings of the space
   * @param forms to code
   * @param trainingForms coded forms of the year before
   * @param establishments of the register
   */
  GeneratedTables(
      SparkSession spark,
      RecapConfig own,
      long forms,
      long trainingForms,
      long establishments,
      long seed) {
    this.spark = spark;
    this.own = own;
    this.campaign =
        new SyntheticCampaign(
            spark,
            new DemoConfig(
                forms,
                trainingForms,
                establishments,
                seed,
                1,
                1,
                Optional.empty(),
                own.trainingYear(),
                own.year()));
  }

  /** Generates and writes the register and where it lies. */
  List<TableWriter.Written> register() {
    TableSettings tables = own.tables();
    return write(
        List.of(
            new Output(campaign.sirus(), tables.sirus(), Sirus.TABLE),
            new Output(campaign.sirusGeo(), tables.sirusGeo(), SirusGeo.TABLE)));
  }

  /** Generates and writes nomenclatures and forms of both years. */
  List<TableWriter.Written> forms() {
    TableSettings tables = own.tables();
    return write(
        List.of(
            new Output(campaign.nomenclatures(), tables.nomenclatures(), Nomenclatures.TABLE),
            new Output(campaign.modalites(), tables.modalites(), Modalites.TABLE),
            new Output(campaign.trainingForms(), tables.trainingForms(), Rp.TABLE),
            new Output(campaign.trainingFormsGeo(), tables.trainingFormsGeo(), RpGeo.TABLE),
            new Output(campaign.campaignForms(), tables.forms(), Rp.TABLE),
            new Output(campaign.campaignFormsGeo(), tables.formsGeo(), RpGeo.TABLE),
            new Output(campaign.truth(), tables.truth(), Truth.TABLE)));
  }

  /**
   * Writes some of the coded forms of the year before, chosen by a hash of cabbi: the more of them,
   * those of fewer are among them.
   *
   * @param share of all, in (0, 1]
   */
  TableWriter.Written someTrainingForms(double share, TableName table) {
    int parts = 1_000_000;
    return write(
            List.of(
                new Output(
                    campaign
                        .trainingForms()
                        .where(
                            functions
                                .pmod(
                                    functions.xxhash64(functions.col(Rp.CABBI)),
                                    functions.lit(parts))
                                .lt(share * parts)),
                    table,
                    Rp.TABLE)))
        .get(0);
  }

  private List<TableWriter.Written> write(List<Output> outputs) {
    return new TableWriter(spark, own.postgres())
        .write(outputs, Run.start("bench", own.rendered()).id());
  }

  /** As the demo does: forms without coordinates lie at the communes that they declare. */
  List<GeocodeTable.Result> place() {
    RecapConfig offline = own.with(own.geocoding().offline());
    return List.of(
        new GeocodeTable(spark, offline, GeocodeSource.trainingForms(own), true).execute(),
        new GeocodeTable(spark, offline, GeocodeSource.forms(own), true).execute());
  }

  /** Trains a coder and publishes it. */
  static Publish.Result train(SparkSession spark, RecapConfig own, Coder coder) throws IOException {
    Coder.Training training = coder.train(spark, new Coder.How(Optional.empty(), false));
    return new Publish(own, training.path(), Coders.verifiers(own)).execute();
  }
}
