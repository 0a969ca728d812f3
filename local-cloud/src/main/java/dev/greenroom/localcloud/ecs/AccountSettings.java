package dev.greenroom.localcloud.ecs;

import dev.greenroom.localcloud.ecs.model.EcsErrors;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.DeleteAccountSettingResponse;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsRequest;
import software.amazon.awssdk.services.ecs.model.ListAccountSettingsResponse;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingDefaultResponse;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingRequest;
import software.amazon.awssdk.services.ecs.model.PutAccountSettingResponse;
import software.amazon.awssdk.services.ecs.model.Setting;
import software.amazon.awssdk.services.ecs.model.SettingName;

/** The account's settings, remembered; one principal stands for all. Thread-safe: guarded by the monitor. */
final class AccountSettings {
    private final String principalArn;
    private final Map<SettingName, String> values = new EnumMap<>(SettingName.class);

    AccountSettings(String principalArn) {
        this.principalArn = principalArn;
    }

    synchronized ListAccountSettingsResponse list(ListAccountSettingsRequest request) {
        List<Setting> settings = Arrays.stream(SettingName.values())
                .filter(name -> name != SettingName.UNKNOWN_TO_SDK_VERSION)
                .filter(name -> request.name() == null || request.name() == name)
                .filter(name -> Boolean.TRUE.equals(request.effectiveSettings()) || values.containsKey(name))
                .map(this::setting)
                .filter(setting -> request.value() == null || request.value().equals(setting.value()))
                .toList();
        return ListAccountSettingsResponse.builder().settings(settings).build();
    }

    synchronized PutAccountSettingResponse put(PutAccountSettingRequest request) {
        return PutAccountSettingResponse.builder()
                .setting(put(request.name(), request.value()))
                .build();
    }

    synchronized PutAccountSettingDefaultResponse putDefault(PutAccountSettingDefaultRequest request) {
        return PutAccountSettingDefaultResponse.builder()
                .setting(put(request.name(), request.value()))
                .build();
    }

    synchronized DeleteAccountSettingResponse delete(DeleteAccountSettingRequest request) {
        SettingName name = require(request.name());
        values.remove(name);
        return DeleteAccountSettingResponse.builder().setting(setting(name)).build();
    }

    private Setting put(@Nullable SettingName name, @Nullable String value) {
        SettingName known = require(name);
        if (value == null) {
            throw EcsErrors.invalidParameter("value should not be null.");
        }
        values.put(known, value);
        return setting(known);
    }

    private Setting setting(SettingName name) {
        return Setting.builder()
                .name(name)
                .value(values.getOrDefault(name, defaultOf(name)))
                .principalArn(principalArn)
                .build();
    }

    private static String defaultOf(SettingName name) {
        return switch (name) {
            case CONTAINER_INSIGHTS, AWSVPC_TRUNKING, FARGATE_FIPS_MODE -> "disabled";
            case FARGATE_TASK_RETIREMENT_WAIT_PERIOD -> "7";
            case DEFAULT_LOG_DRIVER_MODE -> "non-blocking";
            case TAG_RESOURCE_AUTHORIZATION -> "off";
            default -> "enabled";
        };
    }

    private static SettingName require(@Nullable SettingName name) {
        if (name == null || name == SettingName.UNKNOWN_TO_SDK_VERSION) {
            throw EcsErrors.invalidParameter("You have specified an invalid setting name.");
        }
        return name;
    }
}
