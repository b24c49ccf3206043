package fr.recap.bench;

import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.demo.DemoConfig;
import fr.recap.demo.SyntheticCampaign;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.IndexAdmin;
import fr.recap.indexing.BuildIndex;
import fr.recap.indexing.IndexSource;
import fr.recap.nomenclature.Nomenclature;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.TableWriter;
import fr.recap.postgres.TableWriter.Output;
import fr.recap.runtime.Run;
import fr.recap.siret.SiretStudy;
import fr.recap.tables.Rp;
import fr.recap.tables.RpGeo;
import fr.recap.tables.Sirus;
import fr.recap.tables.SirusGeo;
import fr.recap.tables.Truth;
import java.sql.Statement;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A synthetic campaign in the tables and indices of a bench; closing it removes them. */
final class BenchCampaign implements AutoCloseable {
  private final SyntheticCampaign campaign;
  private final RecapConfig config;
  private final DemoConfig demo;

  private BenchCampaign(SparkSession spark, RecapConfig config, DemoConfig demo) {
    this.campaign = new SyntheticCampaign(spark, demo);
    this.config = config;
    this.demo = demo;
  }

  /** Generates the campaign and indexes its register and the forms of the year before. */
  static BenchCampaign load(SparkSession spark, RecapConfig config, DemoConfig demo) {
    BenchCampaign loaded = new BenchCampaign(spark, config, demo);
    SyntheticCampaign campaign = loaded.campaign;
    new TableWriter(spark, config.postgres())
        .write(
            List.of(
                new Output(campaign.sirus(), config.tables().sirus(), Sirus.TABLE),
                new Output(campaign.sirusGeo(), config.tables().sirusGeo(), SirusGeo.TABLE),
                new Output(campaign.trainingForms(), config.tables().trainingForms(), Rp.TABLE),
                new Output(
                    campaign.trainingFormsGeo(), config.tables().trainingFormsGeo(), RpGeo.TABLE)),
            Run.start("bench", config.rendered()).id());
    new BuildIndex(spark, config, IndexSource.sirus(config)).execute();
    new BuildIndex(spark, config, IndexSource.trainingForms(config)).execute();
    return loaded;
  }

  Nomenclature nomenclature(String root) {
    return Nomenclature.read(root, campaign.nomenclatures(), campaign.modalites());
  }

  Dataset<Row> register() {
    return campaign.sirus();
  }

  /** The coded forms of the year before. */
  Dataset<Row> history() {
    return campaign.trainingForms();
  }

  /** Forms of the year before, so many with a SIRET, and those without at their rate. */
  Dataset<Row> learned(int withSiret) {
    return SiretStudy.sample(campaign.trainingForms(), withSiret, demo.seed());
  }

  Dataset<Row> learnedGeo() {
    return campaign.trainingFormsGeo();
  }

  /** The forms to measure on, with their true establishments as {@code siret_dec}. */
  Dataset<Row> test() {
    Dataset<Row> truth =
        campaign.truth().select(functions.col(Truth.CABBI), functions.col(Truth.SIRET));
    return Rp.TABLE.select(
        campaign
            .campaignForms()
            .drop(Rp.SIRET_DEC)
            .join(truth.withColumnRenamed(Truth.SIRET, Rp.SIRET_DEC), Rp.CABBI));
  }

  Dataset<Row> testGeo() {
    return campaign.campaignFormsGeo();
  }

  @Override
  public void close() {
    try (ElasticClient client = ElasticClient.open(config.elasticsearch())) {
      IndexAdmin admin = new IndexAdmin(client);
      for (IndexSource source :
          List.of(IndexSource.sirus(config), IndexSource.trainingForms(config))) {
        admin.versions(source.alias()).forEach(v -> admin.dropVersion(v, source.alias()));
      }
    }
    new Postgres(config.postgres())
        .inTransaction(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                for (TableName table :
                    List.of(
                        config.tables().sirus(),
                        config.tables().sirusGeo(),
                        config.tables().trainingForms(),
                        config.tables().trainingFormsGeo())) {
                  statement.execute("DROP TABLE IF EXISTS " + table.sql());
                }
              }
              return null;
            });
  }
}
