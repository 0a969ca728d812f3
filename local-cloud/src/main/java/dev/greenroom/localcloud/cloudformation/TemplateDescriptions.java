package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.cloudformation.template.ParameterDeclaration;
import dev.greenroom.localcloud.cloudformation.template.Template;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryResponse;
import software.amazon.awssdk.services.cloudformation.model.ParameterConstraints;
import software.amazon.awssdk.services.cloudformation.model.ResourceIdentifierSummary;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.TemplateParameter;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateRequest;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateResponse;

/** Shows templates, and what they ask of whoever uses them. */
final class TemplateDescriptions {
    private final Engine engine;
    private final TemplateSource templates;
    private final ChangeSets changeSets;

    TemplateDescriptions(Engine engine, ChangeSets changeSets) {
        this.engine = engine;
        this.templates = new TemplateSource(engine.clients());
        this.changeSets = changeSets;
    }

    GetTemplateResponse get(GetTemplateRequest request) {
        return GetTemplateResponse.builder()
                .templateBody(definition(request).template().body())
                .stagesAvailable(TemplateStage.ORIGINAL, TemplateStage.PROCESSED)
                .build();
    }

    private StackDefinition definition(GetTemplateRequest request) {
        if (request.changeSetName() != null) {
            return changeSets
                    .require(request.changeSetName(), request.stackName())
                    .definition();
        }
        return stack(request.stackName()).definition();
    }

    GetTemplateSummaryResponse summarize(GetTemplateSummaryRequest request) {
        Template template = request.stackName() == null
                ? read(request.templateBody(), request.templateURL())
                : stack(request.stackName()).definition().template();
        return GetTemplateSummaryResponse.builder()
                .description(template.description().orElse(null))
                .parameters(template.parameters().values().stream()
                        .map(TemplateDescriptions::declaration)
                        .toList())
                .capabilitiesWithStrings(List.copyOf(template.requiredCapabilities()))
                .capabilitiesReason(template.capabilitiesReason().orElse(null))
                .resourceTypes(template.resources().values().stream()
                        .map(resource -> resource.type())
                        .toList())
                .version(template.formatVersion().orElse(null))
                .metadata(template.metadata().map(Json::text).orElse(null))
                .declaredTransforms(template.transforms())
                .resourceIdentifierSummaries(List.<ResourceIdentifierSummary>of())
                .build();
    }

    private static software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration declaration(
            ParameterDeclaration parameter) {
        return software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration.builder()
                .parameterKey(parameter.name())
                .parameterType(parameter.type().name())
                .defaultValue(parameter.defaultValue().orElse(null))
                .noEcho(parameter.noEcho())
                .description(parameter.description().orElse(null))
                .parameterConstraints(constraints(parameter))
                .build();
    }

    private static ParameterConstraints constraints(ParameterDeclaration parameter) {
        List<String> allowed = parameter.constraints().allowedValues();
        return allowed.isEmpty()
                ? ParameterConstraints.builder().build()
                : ParameterConstraints.builder().allowedValues(allowed).build();
    }

    ValidateTemplateResponse validate(ValidateTemplateRequest request) {
        Template template = read(request.templateBody(), request.templateURL());
        engine.types().requireAll(template.resourceTypes());
        return ValidateTemplateResponse.builder()
                .description(template.description().orElse(null))
                .parameters(template.parameters().values().stream()
                        .map(parameter -> TemplateParameter.builder()
                                .parameterKey(parameter.name())
                                .defaultValue(parameter.defaultValue().orElse(null))
                                .noEcho(parameter.noEcho())
                                .description(parameter.description().orElse(null))
                                .build())
                        .toList())
                .capabilitiesWithStrings(List.copyOf(template.requiredCapabilities()))
                .capabilitiesReason(template.capabilitiesReason().orElse(null))
                .declaredTransforms(template.transforms())
                .build();
    }

    private Template read(@Nullable String body, @Nullable String url) {
        return templates.read(new TemplateSource.Location(body, url, false), Optional.empty());
    }

    private Stack stack(@Nullable String nameOrId) {
        String reference = StackNames.requireReference(nameOrId);
        return engine.store()
                .find(reference)
                .filter(stack -> stack.status() != StackStatus.REVIEW_IN_PROGRESS)
                .orElseThrow(() -> CloudFormationErrors.noStackWithId(reference));
    }
}
