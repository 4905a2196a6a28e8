package org.multiwanbond.config.metatype;

import org.multiwanbond.api.config.SettingsRegistry;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Keys of {@code etc/org.multiwanbond.wan-ID.cfg}. */
@ObjectClassDefinition(factoryPid = SettingsRegistry.WAN_PID, name = "Link", description = "One link of the bond.")
public @interface WanKeys {
    @AttributeDefinition(description = "Name for people; the id if absent.", required = false)
    String name();

    @AttributeDefinition(description = "Kernel device to bind to; this or localAddress is needed.", required = false)
    String device();

    @AttributeDefinition(description = "Address to send from.", required = false)
    String localAddress();

    @AttributeDefinition(
            description = "How readily the link is used.",
            options = {
                @Option(value = "primary"),
                @Option(value = "secondary"),
                @Option(value = "backup"),
                @Option(value = "off")
            })
    String role() default "primary";

    @AttributeDefinition(description = "Share in weighted modes; 0 follows the rate.", min = "0", max = "1000")
    int weight() default 0;

    @AttributeDefinition(
            description = "Most Mbit/s up; 0: no limit.",
            type = AttributeType.DOUBLE,
            min = "0",
            max = "100000")
    double uploadMbit() default 0;

    @AttributeDefinition(
            description = "Most Mbit/s down; 0: no limit.",
            type = AttributeType.DOUBLE,
            min = "0",
            max = "100000")
    double downloadMbit() default 0;

    @AttributeDefinition(
            description = "Kind of access.",
            options = {
                @Option(value = "fiber"),
                @Option(value = "cable"),
                @Option(value = "dsl"),
                @Option(value = "lte"),
                @Option(value = "5g"),
                @Option(value = "starlink"),
                @Option(value = "satellite"),
                @Option(value = "other")
            })
    String type() default "other";

    @AttributeDefinition(
            description = "HOST:PORT of the server for this link, if not the common one.",
            required = false)
    String server();

    @AttributeDefinition(
            description = "What the link may carry in a period, in GB of 10^9 octets; 0 for no limit.",
            type = AttributeType.DOUBLE,
            min = "0",
            max = "1000000")
    double quotaGb() default 0;

    @AttributeDefinition(
            description = "The calendar period of the quota.",
            options = {@Option(value = "day"), @Option(value = "month")})
    String quotaPeriod() default "month";

    @AttributeDefinition(description = "Day of the month a period begins with.", min = "1", max = "28")
    int quotaResetDay() default 1;

    @AttributeDefinition(
            description = "What follows when the quota is used up.",
            options = {@Option(value = "standby"), @Option(value = "warn")})
    String quotaAction() default "standby";
}
