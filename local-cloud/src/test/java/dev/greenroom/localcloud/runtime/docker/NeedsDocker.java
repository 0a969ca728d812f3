package dev.greenroom.localcloud.runtime.docker;

import dev.greenroom.localcloud.RuntimeChoice;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests of a class that are run where a Docker engine answers. Elsewhere they are reported as skipped, with the reason;
 * {@code -Druntime=docker} runs, and fails, them all the same, {@code -Druntime=process} leaves them out, and
 * {@code -Dunit.tests=docker} all others.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("docker")
@ExtendWith(NeedsDocker.EngineAnswers.class)
public @interface NeedsDocker {
    /** Looks once a class, not once a test. */
    final class EngineAnswers implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (context.getTestMethod().isPresent()) {
                return ConditionEvaluationResult.enabled("the class was let through");
            }
            RuntimeChoice.Decision decision = RuntimeChoice.ofEnvironment().decide();
            return decision.runtime() == RuntimeChoice.DOCKER
                    ? ConditionEvaluationResult.enabled(decision.how())
                    : ConditionEvaluationResult.disabled("Docker mode is not tested: things run " + decision.how());
        }
    }
}
