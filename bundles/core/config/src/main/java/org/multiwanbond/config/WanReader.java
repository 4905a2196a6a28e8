package org.multiwanbond.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.multiwanbond.api.config.DataPlan;
import org.multiwanbond.api.config.LinkRole;
import org.multiwanbond.api.config.LinkType;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.api.net.Addresses;

/** Reads {@code org.multiwanbond.wan~ID} and compares it with the links read before. Thread-safe: no state. */
final class WanReader {
    private static final Map<String, LinkRole> ROLES = Map.of(
            "primary", LinkRole.PRIMARY,
            "secondary", LinkRole.SECONDARY,
            "backup", LinkRole.BACKUP,
            "off", LinkRole.OFF);

    private static final Map<String, LinkType> TYPES = Map.of(
            "fiber", LinkType.FIBER,
            "cable", LinkType.CABLE,
            "dsl", LinkType.DSL,
            "lte", LinkType.LTE,
            "5g", LinkType.NR5G,
            "starlink", LinkType.STARLINK,
            "satellite", LinkType.SATELLITE,
            "other", LinkType.OTHER);

    private static final Map<String, DataPlan.Period> PERIODS =
            Map.of("day", DataPlan.Period.DAY, "month", DataPlan.Period.MONTH);

    private static final Map<String, DataPlan.Action> ACTIONS =
            Map.of("standby", DataPlan.Action.STANDBY, "warn", DataPlan.Action.WARN);

    private static final int MOST_WEIGHT = 1_000;

    /** 100 Gbit/s: faster than any access there is. */
    private static final int MOST_MBIT = 100_000;

    /** A petabyte: 3 Gbit/s for a month. */
    private static final int MOST_GB = 1_000_000;

    private static final double BYTES_PER_GB = 1e9;
    /** Every month has it. */
    private static final int LAST_RESET_DAY = 28;

    WanSettings read(Values values, List<WanSettings> others) {
        WanSettings wan = new WanSettings(
                values.id(),
                values.optional("name", "must have at most 64 characters", Forms::name)
                        .orElse(values.id()),
                values.optional("device", "must be a kernel device name of 1 to 15 characters", Forms::device),
                values.optional("localAddress", "must be an IPv4 or IPv6 address", Addresses::parse),
                values.oneOf("role", ROLES, LinkRole.PRIMARY),
                values.whole("weight", 0, MOST_WEIGHT, 0),
                values.number("uploadMbit", 0, MOST_MBIT, 0),
                values.number("downloadMbit", 0, MOST_MBIT, 0),
                values.oneOf("type", TYPES, LinkType.OTHER),
                values.optional("server", "must be HOST:PORT, an IPv6 address in brackets", Forms::server),
                plan(values));
        if (!RawConfiguration.isId(values.id())) {
            values.refuse("", "the id '" + Shown.value("", values.id()) + "' " + RawConfiguration.ID_WORDS);
        }
        if (values.problems().isEmpty()
                && wan.device().isEmpty()
                && wan.localAddress().isEmpty()) {
            values.refuse("device", "must name the link's device, unless localAddress is there");
        }
        others.stream()
                .filter(other -> isSameLink(wan, other))
                .findFirst()
                .ifPresent(other -> values.refuse(
                        wan.device().isPresent() ? "device" : "localAddress",
                        "must differ from link '" + other.id() + "', which has the same device, address and server"));
        return wan;
    }

    /** The data plan; all of its keys are read even where there is no quota. */
    private static Optional<DataPlan> plan(Values values) {
        double quotaGb = values.number("quotaGb", 0, MOST_GB, 0);
        DataPlan.Period period = values.oneOf("quotaPeriod", PERIODS, DataPlan.Period.MONTH);
        int resetDay = values.whole("quotaResetDay", 1, LAST_RESET_DAY, 1);
        DataPlan.Action action = values.oneOf("quotaAction", ACTIONS, DataPlan.Action.STANDBY);
        long quotaBytes = Math.max(1, Math.round(quotaGb * BYTES_PER_GB));
        return quotaGb > 0 ? Optional.of(new DataPlan(quotaBytes, period, resetDay, action)) : Optional.empty();
    }

    private static boolean isSameLink(WanSettings one, WanSettings other) {
        return one.device().equals(other.device())
                && one.localAddress().equals(other.localAddress())
                && one.server().equals(other.server());
    }
}
