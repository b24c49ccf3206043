package fr.recap.demo;

import fr.recap.tables.Rp;
import fr.recap.tables.Truth;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** Makes the form of an index: a pure function of the seed, the year and the index. */
final class FormMaker implements Serializable {
  private static final int TRIES = 10;

  private final Universe universe;
  private final Universe strangers;
  private final int year;
  private final long seed;
  private final double noise;
  private final Difficulty difficulty;
  private final boolean lastYear;
  private transient Tools tools;

  /** The parts that need no state of their own, made once a task. */
  private record Tools(
      EmployerNames employers,
      Wordings wordings,
      Misspeller misspeller,
      Place place,
      PreviousCoder coder) {}

  /**
   * @param universe the register
   * @param strangers employers that it lacks
   */
  FormMaker(Universe universe, Universe strangers, int year, DemoConfig config) {
    this.universe = universe;
    this.strangers = strangers;
    this.year = year;
    this.seed = config.seed();
    this.noise = config.noise();
    this.difficulty = new Difficulty(config.difficulty());
    this.lastYear = year < config.campaignYear();
  }

  private Tools tools() {
    if (tools == null) {
      Misspeller misspeller = new Misspeller(noise, difficulty);
      tools =
          new Tools(
              new EmployerNames(difficulty),
              new Wordings(noise, difficulty, lastYear),
              misspeller,
              new Place(misspeller, noise, difficulty),
              new PreviousCoder(universe, difficulty, seed));
    }
    return tools;
  }

  GeneratedForm make(long index) {
    Draw draw = Draw.of(seed, "form " + year, index);
    NonCodable kind = draw.chance(Rates.NON_CODABLE) ? NonCodable.pick(difficulty, draw) : null;
    String field = professionField(kind, draw);
    Establishment work = workplace(kind, field, draw);
    DemoCommunes.Commune home = home(work.commune(), draw);
    boolean paper = !draw.chance(Rates.INTERNET);
    Map<String, Object> form = new HashMap<>();
    form.put(Rp.CABBI, year + String.format("%010d", index));
    form.put(Rp.TYPCOL, paper ? 0 : 1);
    form.put(Rp.DEPCOM_CODE, home.code());
    String naf = kind == NonCodable.PRIVATE_PERSON ? "9700Z" : work.apet();
    employer(form, kind, work, home, paper, draw);
    activity(form, kind, work, paper, draw);
    Professions.Post post = profession(form, field, naf, work, paper, draw);
    boolean placeless = kind != null && kind.placeless();
    tools().place().write(form, work.address(), home, placeless, paper, draw);
    circumstances(form, kind, field, draw);
    boolean nafKnown =
        form.containsKey(Rp.ACTET_X) && kind != NonCodable.UNREADABLE && kind != NonCodable.RETIRED;
    PreviousCoder.Answer answer =
        new PreviousCoder.Answer(
            work,
            kind,
            naf,
            nafKnown || kind == null,
            post == null ? null : post.code(),
            post == null ? null : field.replace("_x", "_c"));
    Map<String, Object> coded = tools().coder().code(answer, form, draw);
    return new GeneratedForm(
        form,
        coded,
        tools().coder().decide(index, answer, form, coded, draw),
        truth(form, answer),
        tools().place().geocode(form, work.address(), draw));
  }

  private static String professionField(NonCodable kind, Draw draw) {
    if (kind == NonCodable.RETIRED) {
      return Rp.PROFA_X;
    }
    double status = draw.unit();
    if (status < Rates.NO_PROFESSION) {
      return null;
    }
    if (status < Rates.NO_PROFESSION + Rates.INDEPENDENT) {
      return kind == NonCodable.PRIVATE_PERSON ? Rp.PROFS_X : Rp.PROFI_X;
    }
    return status < Rates.NO_PROFESSION + Rates.INDEPENDENT + Rates.FORMER * 0.8
        ? Rp.PROFA_X
        : Rp.PROFS_X;
  }

  private Establishment workplace(NonCodable kind, String field, Draw draw) {
    if (kind == NonCodable.NOT_IN_REGISTER && difficulty.chance(Rates.SITE_NOT_IN_REGISTER, draw)) {
      Establishment other = open(universe, universe.workplace(draw), draw);
      return other.at(PostalAddress.in(DemoCommunes.get().near(other.commune(), draw), draw));
    }
    Universe source = kind == NonCodable.NOT_IN_REGISTER ? strangers : universe;
    Establishment work = open(source, source.workplace(draw), draw);
    if (kind == NonCodable.NOT_IN_REGISTER
        && work.employer() != null
        && !difficulty.chance(Rates.NAMED_EMPLOYER_NOT_IN_REGISTER, draw)) {
      work = source.establishment(source.smallWorkplace(draw));
    }
    if (Rp.PROFI_X.equals(field)) {
      for (int i = 0; i < TRIES; i++) {
        work = open(source, source.smallWorkplace(draw), draw);
        if (Professions.get().independents(work.apet()).total() > 20) {
          return work;
        }
      }
    }
    return work;
  }

  /** The establishment, or another one if nobody worked there last year. */
  private Establishment open(Universe source, long index, Draw draw) {
    long found = index;
    for (int i = 0; i < TRIES && lastYear && isNew(found); i++) {
      found = source.workplace(draw);
    }
    return source.establishment(found);
  }

  private boolean isNew(long index) {
    return difficulty.chance(Rates.NEW_ESTABLISHMENT, Draw.of(seed, "opened", index));
  }

  private DemoCommunes.Commune home(DemoCommunes.Commune work, Draw draw) {
    if (draw.chance(difficulty.between(Rates.SAME_COMMUNE, Rates.SAME_COMMUNE_OF_FEW))) {
      return work;
    }
    return draw.chance(Rates.SAME_DEPARTEMENT)
        ? DemoCommunes.get().near(work, draw)
        : DemoCommunes.get().pick(draw);
  }

  private void employer(
      Map<String, Object> form,
      NonCodable kind,
      Establishment work,
      DemoCommunes.Commune home,
      boolean paper,
      Draw draw) {
    String special = kind == null ? null : kind.employer(work, home, draw);
    String wording = special == null ? tools().employers().of(work, draw) : special;
    if (!draw.chance(Rates.RS_MISSING)) {
      put(form, Rp.RS_X, tools().misspeller().write(wording, paper, draw));
    }
  }

  private void activity(
      Map<String, Object> form, NonCodable kind, Establishment work, boolean paper, Draw draw) {
    String special = kind == null ? null : kind.activity(draw);
    String wording = special == null ? tools().wordings().activity(work, draw) : special;
    if (!draw.chance(Rates.ACTET_MISSING)) {
      put(form, Rp.ACTET_X, tools().misspeller().write(wording, paper, draw));
    }
  }

  private Professions.Post profession(
      Map<String, Object> form,
      String field,
      String naf,
      Establishment work,
      boolean paper,
      Draw draw) {
    if (field == null) {
      return null;
    }
    Weighted<Professions.Post> posts =
        field.equals(Rp.PROFI_X)
            ? Professions.get().independents(naf)
            : Professions.get().employees(naf);
    Professions.Post post = posts.pick(draw);
    String wording = tools().wordings().profession(post, work, draw);
    put(form, field, tools().misspeller().write(wording, paper, draw));
    return post;
  }

  private void circumstances(Map<String, Object> form, NonCodable kind, String field, Draw draw) {
    if (kind == NonCodable.PRIVATE_PERSON) {
      form.put(Rp.VARDOMPART_X, draw.chance(0.85) ? "3" : "1");
    } else if (kind == NonCodable.VARIABLE
        || draw.chance(Rates.VARIABLE_PLACE + difficulty.rate(Rates.MORE_VARIABLE_PLACES))) {
      form.put(Rp.VARDOMPART_X, "1");
    } else if (draw.chance(Rp.PROFI_X.equals(field) ? Rates.AT_HOME * 4 : Rates.AT_HOME / 2)) {
      form.put(Rp.VARDOMPART_X, "2");
    }
    if (kind == NonCodable.ABROAD && draw.chance(0.35)) {
      form.put(Rp.PLT_X, draw.oneOf("LUXEMBOURG", "SUISSE", "ALLEMAGNE", "BELGIQUE", "MONACO"));
    }
  }

  private static Map<String, Object> truth(Map<String, Object> form, PreviousCoder.Answer answer) {
    Map<String, Object> truth = new HashMap<>();
    truth.put(Truth.CABBI, form.get(Rp.CABBI));
    truth.put(Truth.SIRET, answer.siret());
    truth.put(Truth.ACTET, answer.nafKnown() ? answer.naf() : null);
    truth.put(Truth.PROF, answer.pcs());
    truth.put(Truth.PCS_FIELD, answer.pcsField());
    truth.put(Truth.NON_CODABLE, answer.kind() != null);
    return truth;
  }

  private static void put(Map<String, Object> form, String column, String text) {
    if (Texts.orNull(text) != null) {
      form.put(column, text);
    }
  }
}
