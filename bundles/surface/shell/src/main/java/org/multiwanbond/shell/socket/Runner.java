package org.multiwanbond.shell.socket;

import java.io.InputStream;
import java.io.PrintStream;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.List;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.support.CommandException;

/** Runs one line in a console session of its own, as an administrator. Thread-safe. */
final class Runner {
    // What Karaf's own local console has; the socket is as private as that console.
    private static final List<String> ROLES = List.of("group", "admin", "manager", "viewer", "systembundles", "ssh");

    // Its messages are sentences for people, such as "Command not found: x".
    private static final String INTERPRETER = "org.apache.felix.gogo.";

    private final SessionFactory sessions;

    Runner(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Runs {@code line} for {@code user} and answers the exit code; what failed is printed to {@code err}. */
    int run(String user, String line, PrintStream out, PrintStream err) {
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user));
        ROLES.forEach(role -> subject.getPrincipals().add(new RolePrincipal(role)));
        try {
            PrivilegedExceptionAction<Integer> action = () -> execute(subject, user, line, out, err);
            return Subject.doAs(subject, action);
        } catch (PrivilegedActionException e) {
            err.println(sentence(e.getCause()));
            return 1;
        } catch (RuntimeException e) {
            err.println(sentence(e));
            return 1;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private int execute(Subject subject, String user, String line, PrintStream out, PrintStream err) throws Exception {
        Session session = sessions.create(InputStream.nullInputStream(), out, err);
        try {
            session.put("USER", user);
            session.put(Subject.class.getName(), subject);
            Object result = session.execute(line);
            return result instanceof Integer code ? code : 0;
        } finally {
            session.close();
        }
    }

    private static String sentence(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        boolean spoken = failure instanceof CommandException
                || failure instanceof IllegalArgumentException
                || failure.getClass().getName().startsWith(INTERPRETER);
        return spoken ? message : failure.getClass().getSimpleName() + ": " + message;
    }
}
