package fr.recap.demo;

import java.util.Arrays;
import java.util.List;

/**
 * Invented establishments. The first indices are the sites of named employers, kind after kind; the
 * others are ordinary firms in decreasing order of expected staff.
 */
final class SyntheticUniverse implements Universe {
  private static final int BLOCK = 8;
  private static final int MEDIUM = 10;
  private static final int LARGE = 100;

  private final long size;
  private final long seed;
  private final Difficulty difficulty;
  private final Territory territory;

  /** First index of each named employer; the last entry is the first ordinary establishment. */
  private final long[] starts;

  /**
   * @param territory where the establishments lie
   */
  SyntheticUniverse(long size, long seed, Difficulty difficulty, Territory territory) {
    this.size = size;
    this.seed = seed;
    this.difficulty = difficulty;
    this.territory = territory;
    double share = difficulty.between(1, Rates.NAMED_SITES) / 100;
    List<Employer> employers = Employer.all();
    starts = new long[employers.size() + 1];
    for (int i = 0; i < employers.size(); i++) {
      starts[i + 1] = starts[i] + Math.max(1, Math.round(size * employers.get(i).sites() * share));
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long workplace(Draw draw) {
    if (!draw.chance(Rates.NAMED_EMPLOYERS)) {
      return open(ordinary(Math.pow(draw.unit(), Rates.SKEW)));
    }
    int employer = Employer.pick(draw);
    long sites = starts[employer + 1] - starts[employer];
    return starts[employer] + (long) (sites * Math.pow(draw.unit(), 1.4));
  }

  @Override
  public long smallWorkplace(Draw draw) {
    return open(ordinary(draw.between(0.25, 1)));
  }

  /** Nobody works at a former site: at the first of its unit instead. */
  private long open(long index) {
    Unit unit = unit(index);
    return isFormer(index, unit) ? unit.first() : index;
  }

  private boolean isFormer(long index, Unit unit) {
    return unit.employer() == null
        && unit.sites() > 1
        && index == unit.first() + unit.sites() - 1
        && difficulty.chance(Rates.FORMER_SITE, Draw.of(seed, "former", unit.first()));
  }

  private long ordinary(double fraction) {
    long first = starts[starts.length - 1];
    return first + Math.min((long) ((size - first) * fraction), size - first - 1);
  }

  @Override
  public long confusable(Establishment establishment, Draw draw) {
    Unit unit = unit(establishment.index());
    if (unit.sites() > 1 && draw.chance(0.8)) {
      long own = establishment.index() - unit.first();
      return unit.first() + (own + 1 + draw.below(unit.sites() - 1)) % unit.sites();
    }
    return workplace(draw);
  }

  @Override
  public Establishment establishment(long index) {
    Unit unit = unit(index);
    Draw own = Draw.of(seed, "establishment", index);
    String siren = Sirens.siren(unit.first(), seed);
    String nic = Sirens.nic(siren, 1 + (int) (index - unit.first()));
    String seat = Sirens.nic(siren, 1);
    Identity identity = new Identity(index, siren, nic, seat, unit);
    return unit.employer() == null ? firm(identity, own) : site(identity, own);
  }

  private Establishment site(Identity id, Draw own) {
    Employer employer = id.unit().employer();
    Draw shared = Draw.of(seed, "unit", id.unit().first());
    DemoCommunes.Commune seat = territory.pick(shared);
    String ape = employer.naf().values().get(0);
    DemoCommunes.Commune commune =
        employer.unit().contains("{town}")
            ? seat
            : employer.unit().contains("{dep}")
                ? DemoCommunes.get().near(seat, own)
                : territory.pick(own);
    String apet = employer.naf().pick(own);
    Slots slots = new Slots(seed, id.index(), apet, commune);
    Slots unitSlots = new Slots(seed, id.unit().first(), id.unit().sites() > 1 ? ape : apet, seat);
    String brand = slots.fill(employer.brand());
    int staff = Math.max(1, (int) (employer.staff() * Math.exp(0.5 * own.normal())));
    return new Establishment(
        id.index(),
        id.siren(),
        id.nic(),
        id.seat(),
        id.unit().sites(),
        id.unit().sites() > 1 ? ape : apet,
        apet,
        unitSlots.fill(employer.unit()),
        employer.sigle(),
        brand,
        brand,
        slots.fill(employer.site()),
        !difficulty.chance(Rates.UNREGISTERED_SIGN, own),
        "",
        employer.cj(),
        staff,
        employer,
        PostalAddress.in(commune, own),
        slots);
  }

  private Establishment firm(Identity id, Draw own) {
    Draw shared = Draw.of(seed, "unit", id.unit().first());
    DemoCommunes.Commune seat = territory.pick(shared);
    boolean former = isFormer(id.index(), id.unit());
    DemoCommunes.Commune commune =
        id.index() == id.unit().first()
                || former
                || difficulty.chance(Rates.SITE_IN_THE_SAME_COMMUNE, own)
            ? seat
            : own.chance(0.7) ? DemoCommunes.get().near(seat, own) : territory.pick(own);
    int unitStaff = staff(id.unit().first(), shared);
    Activities.Activity activity = Activities.get().pick(sizeClass(unitStaff), shared);
    Slots slots = new Slots(seed, id.unit().first(), activity.code(), seat);
    FirmNames.Names names = FirmNames.of(activity, unitStaff, slots, shared);
    String sign = sign(activity, names.brand(), shared);
    String apet =
        own.chance(0.97) || former || id.unit().sites() == 1
            ? activity.code()
            : Activities.get().pick(1, own).code();
    return new Establishment(
        id.index(),
        id.siren(),
        id.nic(),
        id.seat(),
        id.unit().sites(),
        activity.code(),
        apet,
        names.name(),
        names.sigle(),
        difficulty.chance(Rates.UNREGISTERED_SIGN, shared) ? "" : sign,
        sign,
        "",
        true,
        FirmNames.group(id.unit().first(), unitStaff, seed, difficulty),
        names.cj(),
        former ? 0 : id.unit().sites() > 1 ? staff(id.index(), own) : unitStaff,
        null,
        PostalAddress.in(commune, own),
        slots);
  }

  /** The brand of the firm's own, or that of a chain. */
  private String sign(Activities.Activity activity, String brand, Draw shared) {
    return FirmNames.inChains(activity) && difficulty.chance(Rates.CHAIN, shared)
        ? FirmNames.chain(activity, seed, shared)
        : brand;
  }

  private int staff(long index, Draw draw) {
    long first = starts[starts.length - 1];
    double rank = (index - first + 1.0) / (size - first);
    double mean = Rates.STAFF * Math.pow(Math.min(rank, 1.5), 1 / Rates.SKEW - 1);
    return (int)
        Math.max(0, mean * Math.exp(Rates.STAFF_SPREAD * draw.normal()) - 1.5 + draw.unit());
  }

  private static int sizeClass(int staff) {
    return staff < MEDIUM ? 0 : staff < LARGE ? 1 : 2;
  }

  private Unit unit(long index) {
    long ordinary = starts[starts.length - 1];
    if (index < ordinary) {
      int found = Arrays.binarySearch(starts, index);
      int employer = found < 0 ? -found - 2 : found;
      int each = Employer.all().get(employer).sitesAUnit();
      long first = starts[employer] + (index - starts[employer]) / each * each;
      long sites = Math.min(each, starts[employer + 1] - first);
      return new Unit(first, (int) sites, Employer.all().get(employer));
    }
    long block = (index - ordinary) / BLOCK;
    double kind = Draw.of(seed, "block", block).unit();
    double two = Rates.UNITS_OF_TWO_SITES + difficulty.rate(Rates.MORE_UNITS_OF_TWO_SITES);
    int each = kind < Rates.UNIT_OF_EIGHT_SITES ? BLOCK : kind < two ? 2 : 1;
    long first = ordinary + (index - ordinary) / each * each;
    return new Unit(first, (int) Math.min(each, Math.max(1, size - first)), null);
  }

  /** A legal unit: its sites are consecutive indices from the first. */
  private record Unit(long first, int sites, Employer employer) {}

  private record Identity(long index, String siren, String nic, String seat, Unit unit) {}
}
