package dev.greenroom.localcloud.cloudformation;

import dev.greenroom.localcloud.aws.AwsClients;
import dev.greenroom.localcloud.cloudformation.template.ParameterLookup;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** Checks parameter values against what the account really has. */
final class AccountLookup implements ParameterLookup {
    private final AwsClients clients;

    AccountLookup(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public Optional<String> storedValue(String name) {
        try {
            return Optional.of(clients.ssm()
                    .getParameter(request -> request.name(name))
                    .parameter()
                    .value());
        } catch (ParameterNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean exists(String type, String id) {
        try {
            return find(type, id);
        } catch (AwsServiceException e) {
            if (e.statusCode() >= 500) {
                throw e;
            }
            return false;
        }
    }

    private boolean find(String type, String id) {
        var ec2 = clients.ec2();
        return switch (type) {
            case "AWS::EC2::AvailabilityZone::Name" ->
                !ec2.describeAvailabilityZones(request -> request.zoneNames(id))
                        .availabilityZones()
                        .isEmpty();
            case "AWS::EC2::Image::Id" ->
                !ec2.describeImages(request -> request.imageIds(id)).images().isEmpty();
            case "AWS::EC2::Instance::Id" ->
                !ec2.describeInstances(request -> request.instanceIds(id))
                        .reservations()
                        .isEmpty();
            case "AWS::EC2::KeyPair::KeyName" ->
                !ec2.describeKeyPairs(request -> request.keyNames(id))
                        .keyPairs()
                        .isEmpty();
            case "AWS::EC2::SecurityGroup::GroupName" ->
                !ec2.describeSecurityGroups(request -> request.groupNames(id))
                        .securityGroups()
                        .isEmpty();
            case "AWS::EC2::SecurityGroup::Id" ->
                !ec2.describeSecurityGroups(request -> request.groupIds(id))
                        .securityGroups()
                        .isEmpty();
            case "AWS::EC2::Subnet::Id" ->
                !ec2.describeSubnets(request -> request.subnetIds(id)).subnets().isEmpty();
            case "AWS::EC2::Volume::Id" ->
                !ec2.describeVolumes(request -> request.volumeIds(id)).volumes().isEmpty();
            case "AWS::EC2::VPC::Id" ->
                !ec2.describeVpcs(request -> request.vpcIds(id)).vpcs().isEmpty();
            case "AWS::SSM::Parameter::Name" -> storedValue(id).isPresent();
            default -> throw CloudFormationErrors.notEmulated("Parameter type " + type);
        };
    }
}
