package org.multiwanbond.netlab.link;

/**
 * Packets that vanish after they have used the bottleneck.
 *
 * @param randomRatio probability, 0 to 1, of each packet on its own
 * @param burstEnterRatio Gilbert-Elliott p: probability per packet to go from the good state to the bad one
 * @param burstLeaveRatio Gilbert-Elliott r: probability per packet to go back; every packet in the bad state is lost, so
 *     the mean burst is 1/r packets and the mean loss p/(p+r)
 */
public record Loss(double randomRatio, double burstEnterRatio, double burstLeaveRatio) {
    /** Nothing is lost. */
    public static final Loss NONE = new Loss(0, 0, 1);

    public Loss {
        SettingsText.requireRatio("loss", randomRatio);
        SettingsText.requireRatio("ge", burstEnterRatio);
        SettingsText.requireRatio("ge", burstLeaveRatio);
        SettingsText.require(
                burstEnterRatio == 0 || burstLeaveRatio > 0, "ge", "a second number above 0", burstLeaveRatio);
    }
}
